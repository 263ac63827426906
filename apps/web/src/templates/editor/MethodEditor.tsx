import { Button, Group, Stack, Tabs, Text } from '@mantine/core'
import { type CurrentVocabulary, checkTemplate, type TemplateFault } from '@tablee/templates'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnTemplate } from '../../api/own-templates.ts'
import { Page } from '../../ui/Page.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { AboutEditor } from './AboutEditor.tsx'
import { BoardPreview } from './BoardPreview.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { fieldId, withZoneBack } from './draft-changes.ts'
import { FAULTS_ID, FaultList } from './FaultList.tsx'
import { FormerIdsContext, formerIds } from './former-ids.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { PushDialog } from './PushDialog.tsx'
import { lostPart } from './part-list.ts'
import { withPartBack } from './put-back.ts'
import { StepsEditor } from './StepsEditor.tsx'
import { useDraft } from './use-draft.ts'
import { VersionsPanel } from './VersionsPanel.tsx'
import { ZonesEditor } from './ZonesEditor.tsx'

const TABS = ['about', 'zones', 'steps', 'preview', 'versions'] as const
type Tab = (typeof TABS)[number]

/** The method as it was read, and the words that its columns may offer. */
export interface MethodEditorProps {
  own: OwnTemplate
  vocabularies: readonly CurrentVocabulary[]
  reload(): Promise<OwnTemplate | undefined>
}

/** Writes a method: what it is, its zones, its steps; shows the board, the versions, and what is wrong. */
export function MethodEditor({ own, vocabularies, reload }: MethodEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const live = useDraft(own)
  const { draft, change, state } = live
  const [tab, setTab] = useState<Tab>('zones')
  const [chosen, setChosen] = useState<number | null>(0)
  const [dialog, setDialog] = useState<'publish' | 'push' | null>(null)
  const calm = useDeferredValue(draft)
  const check = useMemo(
    () =>
      checkTemplate(calm, {
        vocabularies: new Set(vocabularies.map(({ id }) => id)),
        zonesInUse: own.zonesInUse,
        partsInUse: own.partsInUse,
      }),
    [calm, vocabularies, own.zonesInUse, own.partsInUse],
  )

  const former = useMemo(() => formerIds(own), [own])
  const errors = check.faults.filter(({ severity }) => severity === 'error').length
  const goTo = ({ place, values }: TemplateFault) => {
    if (place.zone !== undefined) setChosen(place.zone)
    setTab(tabOf(place))
    const missing = typeof values['lang'] === 'string' ? values['lang'] : undefined
    // the field is there once the tab is
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        const field =
          document.getElementById(fieldId(place, missing)) ?? document.getElementById(fieldId(place))
        field?.scrollIntoView({ block: 'center' })
        field?.focus()
      })
    })
  }

  const putBack = (fault: TemplateFault) => {
    const before = own.base?.content
    if (!before) return
    const lost = lostPart(fault)
    if (lost) {
      change((old) => withPartBack(old, { former: before, ...lost }))
      goTo(fault)
      return
    }
    const at = before.zones.findIndex(({ id }) => id === fault.place.zoneId)
    const zone = before.zones[at]
    if (!zone) return
    const position = Math.min(at, draft.zones.length)
    change((old) => withZoneBack(old, { zone, position }))
    setChosen(position)
    setTab('zones')
  }

  return (
    <Page
      title={draft.title[lang] || draft.title.fr || t('list.untitled')}
      trail={[{ label: t('list.title'), to: '/methodes' }]}
      width="wide"
      actions={
        <>
          <Text size="sm" c={state === 'saved' ? 'dimmed' : undefined} role="status" px="xs">
            {t(`save.${state}`)}
          </Text>
          {errors > 0 && (
            <Button variant="subtle" color="red" onClick={() => document.getElementById(FAULTS_ID)?.focus()}>
              {t('faults.toCorrect', { count: errors })}
            </Button>
          )}
          {own.version !== null && (
            <Button variant="default" onClick={() => setDialog('push')}>
              {t('push.open')}
            </Button>
          )}
          <Button
            variant="default"
            disabled={!live.canUndo}
            style={live.canUndo ? undefined : { background: 'transparent' }}
            onClick={live.undo}
            aria-label={t('undoHint')}
          >
            {t('undo')}
          </Button>
          <Button
            disabled={check.template === null || state === 'conflict'}
            onClick={() => setDialog('publish')}
          >
            {t('publish.open')}
          </Button>
        </>
      }
    >
      {state === 'conflict' && <ConflictNotice own={own} live={live} reload={reload} />}
      <Stack gap="lg">
        <FormerIdsContext value={former}>
          <Tabs
            value={tab}
            onChange={(next) => {
              const known = TABS.find((one) => one === next)
              if (known) setTab(known)
            }}
          >
            <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
              {TABS.map((name) => (
                <Tabs.Tab
                  key={name}
                  value={name}
                  fz={{ base: 15, sm: 16 }}
                  px={{ base: 8, sm: 'md' }}
                  py="sm"
                >
                  {t(`tabs.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="about">
              <AboutEditor live={live} />
            </Tabs.Panel>
            <Tabs.Panel value="zones">
              <ZonesEditor
                draft={draft}
                chosen={chosen}
                check={check}
                vocabularies={vocabularies}
                onChoose={setChosen}
                onChange={change}
              />
            </Tabs.Panel>
            <Tabs.Panel value="steps">
              <StepsEditor own={own} draft={draft} onChange={change} />
            </Tabs.Panel>
            <Tabs.Panel value="preview">
              <BoardPreview draft={draft} vocabularies={vocabularies} lang={lang} />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <VersionsPanel own={own} draft={draft} />
            </Tabs.Panel>
          </Tabs>
        </FormerIdsContext>
        <FaultList draft={calm} check={check} onGoTo={goTo} former={own.base?.content} onRestore={putBack} />
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {own.origin && t('edit.origin', { title: own.origin.title[lang] || own.origin.title.fr })}
          </Text>
        </Group>
      </Stack>
      {dialog === 'publish' && (
        <PublishDialog
          own={own}
          live={live}
          missing={check.missing}
          onPublished={() => setDialog('push')}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'push' && <PushDialog templateId={own.id} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function tabOf({ zone, zoneId, step, field }: TemplateFault['place']): Tab {
  if (zone !== undefined || zoneId !== undefined || field === 'zones' || field === 'axes') return 'zones'
  return step !== undefined || field === 'steps' || field === 'durationMin' ? 'steps' : 'about'
}
