import { Alert, Badge, Button, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { KEYWORDS_ID, PUBLIC_NAME_ID } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApprovalsBox } from '../consents/ApprovalsBox.tsx'
import { CaseLog } from '../consents/CaseLog.tsx'
import { SecondReadingBox } from '../consents/SecondReadingBox.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Page } from '../ui/Page.tsx'
import { CaseSection } from './CaseSection.tsx'
import { CountingBox } from './CountingBox.tsx'
import classes from './case-editor.module.css'
import { CASE_STATUS_COLOURS } from './case-status.ts'
import { CheckBox } from './checks/CheckBox.tsx'
import { ImagesPart } from './images/ImagesPart.tsx'
import { LostPart } from './LostPart.tsx'
import { ProgressBox } from './ProgressBox.tsx'
import { PublicNameForm } from './PublicNameForm.tsx'
import { PublishBox } from './PublishBox.tsx'
import { RosterPanel } from './RosterPanel.tsx'
import { TagsForm } from './TagsForm.tsx'

/** A draft and where it belongs. */
export interface CaseEditorProps {
  draft: CaseDraftView
  cohortName: string
}

/** The case editor: statements on the left, what is left to do on the right (below, on a phone). */
export function CaseEditor({ draft, cohortName }: CaseEditorProps): ReactNode {
  const { t } = useTranslation('cases')
  const [roster, setRoster] = useState(false)
  // what is left to do is read first: beside the text, or above it where there is one column
  const isWide = useMediaQuery('(min-width: 1080px)', true, { getInitialValueInEffect: false })
  const may = (right: string) => draft.rights.includes(right)
  const editable = draft.status === 'draft' && may('case.edit')
  const sections = draft.sections.filter(({ statements, required }) => required || statements.length > 0)
  return (
    <Page
      width="wide"
      title={draft.publicName === '' ? t('withdrawnName') : draft.publicName}
      trail={[{ label: cohortName, to: `/cohortes/${draft.cohortId}?onglet=cas` }]}
      actions={
        <>
          <Badge size="lg" variant="light" tt="none" color={CASE_STATUS_COLOURS[draft.status]}>
            {t(`status.${draft.status}`)}
          </Badge>
          {may('roster.edit') && (
            <Button variant="default" onClick={() => setRoster(true)}>
              {t('roster.open')}
            </Button>
          )}
          <Button
            component="a"
            href={`/api/cases/${draft.id}/preview`}
            target="_blank"
            rel="noreferrer"
            variant="default"
            leftSection={<Icon name="external" />}
          >
            {t('preview')}
          </Button>
        </>
      }
    >
      <div className={classes.columns}>
        <Stack gap="xl" className={classes.text}>
          {draft.status !== 'draft' && (
            <Alert variant="light" color={CASE_STATUS_COLOURS[draft.status]}>
              <Text c="var(--mantine-color-text)">{t(`frozen.${draft.status}`)}</Text>
            </Alert>
          )}
          {!isWide && <ProgressBox draft={draft} />}
          <TagsForm draft={draft} editable={editable} />
          {sections.map((section) => (
            <CaseSection key={section.id} draft={draft} section={section} editable={editable} />
          ))}
          <ImagesPart draft={draft} editable={editable} />
        </Stack>
        <aside className={classes.aside} aria-label={t('asideLabel')}>
          <Stack>
            {isWide && <ProgressBox draft={draft} />}
            <PublicNameForm draft={draft} editable={editable} />
            <LostPart draft={draft} statementIds={[PUBLIC_NAME_ID, KEYWORDS_ID]} editable={editable} />
            {draft.status === 'draft' && <CheckBox draft={draft} editable={editable} />}
            <ApprovalsBox draft={draft} />
            <SecondReadingBox draft={draft} />
            {draft.counting === null ? <PublishBox draft={draft} /> : <CountingBox draft={draft} />}
            <CaseLog draft={draft} />
          </Stack>
        </aside>
      </div>
      <RosterPanel
        cohortId={draft.cohortId}
        caseId={draft.id}
        opened={roster}
        onClose={() => setRoster(false)}
      />
    </Page>
  )
}
