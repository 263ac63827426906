import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import type { CurrentVocabulary, TemplateCheck, TemplateDraft } from '@tablee/templates'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { BoardPlan } from './BoardPlan.tsx'
import { DirectionsEditor } from './DirectionsEditor.tsx'
import { fieldId, freeId, withNewZone, withZone } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { freePlace } from './grid-geometry.ts'
import { ZonePanel } from './ZonePanel.tsx'

/** The zones of a draft and which of them is open. */
export interface ZonesEditorProps {
  draft: TemplateDraft
  chosen: number | null
  check: TemplateCheck
  vocabularies: readonly CurrentVocabulary[]
  onChoose(at: number | null): void
  onChange(change: (draft: TemplateDraft) => TemplateDraft): void
}

/** The plan of the board and the form of the zone that is chosen. */
export function ZonesEditor(props: ZonesEditorProps): ReactNode {
  const { draft, chosen, check, vocabularies, onChoose, onChange } = props
  const { t } = useTranslation('methods')
  const lang = useLang()
  const former = useFormerIds().zones
  const [removing, setRemoving] = useState(false)
  const faulty = new Set(
    check.faults
      .flatMap(({ severity, place, values }) => (severity === 'error' ? [place.zone, values['otherAt']] : []))
      .filter((at) => typeof at === 'number'),
  )
  const zone = chosen === null ? undefined : draft.zones[chosen]
  const nameOf = (at: number) => {
    const label = draft.zones[at]?.label
    return label?.[lang] || label?.fr || t('zone.unnamed')
  }
  const copy = (at: number) => {
    onChange((old) => {
      const source = old.zones[at]
      if (!source) return old
      const grid = { ...freePlace(old.zones.map((other) => other.grid)) }
      const id = freeId('zone', old.zones, former)
      return { ...old, zones: [...old.zones, { ...source, id, grid }] }
    })
    onChoose(draft.zones.length)
  }
  return (
    <Stack>
      <BoardPlan
        draft={draft}
        chosen={chosen}
        faulty={faulty}
        onChoose={onChoose}
        onPlace={(at, grid) => onChange((old) => withZone(old, at, { grid }))}
      />
      <Group align="flex-end" gap="sm">
        <NativeSelect
          id={fieldId({ field: 'zones' })}
          label={t('zone.choose')}
          value={chosen === null ? '' : String(chosen)}
          onChange={(event) =>
            onChoose(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
          }
          data={draft.zones.map((_, at) => ({ value: String(at), label: `${at + 1}. ${nameOf(at)}` }))}
          style={{ flex: '0 1 320px' }}
        />
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => {
            onChange((old) => withNewZone(old, former))
            onChoose(draft.zones.length)
          }}
        >
          {t('zone.add')}
        </Button>
      </Group>
      {zone && chosen !== null && (
        <ZonePanel
          key={chosen}
          draft={draft}
          at={chosen}
          vocabularies={vocabularies}
          onChange={(change) => onChange((old) => withZone(old, chosen, change))}
          onCopy={() => copy(chosen)}
          onRemove={() => setRemoving(true)}
        />
      )}
      <DirectionsEditor draft={draft} onChange={onChange} />
      <ConfirmDialog
        opened={removing}
        title={t('zone.removeTitle', { name: chosen === null ? '' : nameOf(chosen) })}
        text={t('zone.removeText')}
        confirm={t('zone.remove')}
        busy={false}
        onConfirm={() => {
          onChange((old) => ({ ...old, zones: old.zones.filter((_, at) => at !== chosen) }))
          onChoose(null)
          setRemoving(false)
        }}
        onClose={() => setRemoving(false)}
      />
    </Stack>
  )
}
