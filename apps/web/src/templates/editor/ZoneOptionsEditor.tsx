import { Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import type { CurrentVocabulary, DraftZone } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { fieldId, withOption } from './draft-changes.ts'
import { TermsEditor } from './TermsEditor.tsx'

type Options = DraftZone['options']

/** The options of one zone. */
export interface ZoneOptionsEditorProps {
  zone: DraftZone
  at: number
  zones: readonly DraftZone[]
  vocabularies: readonly CurrentVocabulary[]
  onChange(options: Options): void
}

/** What a zone asks for beyond its kind: only the options that its kind knows are shown. */
export function ZoneOptionsEditor({
  zone,
  at,
  zones,
  vocabularies,
  onChange,
}: ZoneOptionsEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const { kind, options } = zone
  const set = (change: Partial<Options>) => onChange(withOption(options, change))
  const others = zones
    .filter((_, other) => other !== at)
    .map((other) => ({ value: other.id, label: other.label[lang] || other.label.fr || other.id }))
  const place = { zone: at, zoneId: zone.id }
  const zoneChoice = (name: 'lane' | 'from' | 'to', withAny: boolean) => (
    <NativeSelect
      id={fieldId({ ...place, field: name })}
      label={t(`options.${name}`)}
      value={options[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      data={[
        { value: '', label: t('options.none') },
        ...(withAny ? [{ value: 'any', label: t('options.any') }] : []),
        ...others,
      ]}
    />
  )
  const holdsItems = kind === 'sticky' || kind === 'list' || kind === 'row' || kind === 'date'
  return (
    <Stack gap="sm">
      <Group gap="lg">
        <Checkbox
          label={t('options.locked')}
          checked={options.locked ?? false}
          onChange={(event) => set({ locked: event.currentTarget.checked })}
        />
        {kind === 'sticky' && (
          <Checkbox
            label={t('options.group')}
            checked={options.group ?? false}
            onChange={(event) => set({ group: event.currentTarget.checked })}
          />
        )}
        {(kind === 'score' || kind === 'vote') && (
          <Checkbox
            label={t('options.perRespondent')}
            checked={options.perRespondent ?? false}
            onChange={(event) => set({ perRespondent: event.currentTarget.checked })}
          />
        )}
        {holdsItems && (
          <Checkbox
            label={t('options.import')}
            checked={options.import ?? false}
            onChange={(event) => set({ import: event.currentTarget.checked })}
          />
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {holdsItems && (
          <NumberInput
            label={t('options.max')}
            description={t('options.maxHint')}
            min={1}
            max={1000}
            allowDecimal={false}
            value={options.max ?? ''}
            onChange={(value) => set({ max: typeof value === 'number' && value > 0 ? value : undefined })}
          />
        )}
        {holdsItems && zoneChoice('lane', false)}
        {kind === 'link' && zoneChoice('from', true)}
        {kind === 'link' && zoneChoice('to', true)}
        {(kind === 'sticky' || kind === 'list') && (
          <NativeSelect
            id={fieldId({ ...place, field: 'vocab' })}
            label={t('options.vocab')}
            value={options.vocab ?? ''}
            onChange={(event) => set({ vocab: event.currentTarget.value })}
            data={[
              { value: '', label: t('options.none') },
              ...vocabularies.map(({ id, label }) => ({ value: id, label: label[lang] || label.fr })),
            ]}
          />
        )}
        {kind === 'score' &&
          (['min', 'max'] as const).map((end) => (
            <NumberInput
              key={end}
              id={end === 'min' ? fieldId({ ...place, field: 'scale' }) : undefined}
              label={t(`options.scale_${end}`)}
              min={-10}
              max={100}
              allowDecimal={false}
              value={(options.scale ?? { min: 0, max: 5 })[end]}
              onChange={(value) => {
                if (typeof value === 'number')
                  set({ scale: { ...(options.scale ?? { min: 0, max: 5 }), [end]: value } })
              }}
            />
          ))}
      </SimpleGrid>
      {kind === 'vote' && (
        <TermsEditor
          title={t('options.choices')}
          add={t('options.addChoice')}
          place={{ ...place, field: 'choices' }}
          terms={options.choices ?? []}
          onChange={(choices) => set({ choices: choices.length > 0 ? choices : undefined })}
        />
      )}
      {kind === 'score' && (
        <TermsEditor
          title={t('options.items')}
          add={t('options.addItem')}
          place={{ ...place, field: 'items' }}
          terms={options.items ?? []}
          onChange={(items) => set({ items: items.length > 0 ? items : undefined })}
        />
      )}
    </Stack>
  )
}
