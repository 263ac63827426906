import { Button, Stack, Text, Title } from '@mantine/core'
import type { CaseStatementView, StatementSources } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statementSourcesQuery } from '../api/cases.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { SideDrawer } from '../ui/SideDrawer.tsx'
import { useLang } from '../ui/use-lang.ts'
import { SourcePicture } from './SourcePicture.tsx'
import classes from './sources-panel.module.css'

/** The statement whose notes are looked for. */
export interface SourcesPanelProps {
  caseId: string
  statement: CaseStatementView
  opened: boolean
  onClose(): void
}

/** Where a sentence comes from, for the team only: its notes in a list, and lit in the picture of their board. */
export function SourcesPanel({ caseId, statement, opened, onClose }: SourcesPanelProps): ReactNode {
  const { t } = useTranslation('cases')
  return (
    <SideDrawer opened={opened} onClose={onClose} size="xl" title={t('sources.title')}>
      <Sources caseId={caseId} statementId={statement.id} />
    </SideDrawer>
  )
}

function Sources({ caseId, statementId }: { caseId: string; statementId: string }): ReactNode {
  const { t } = useTranslation('cases')
  const sources = useQuery(statementSourcesQuery(caseId, statementId, useLang()))
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('sources.text')}
      </Text>
      <Loaded query={sources}>
        {({ snapshots }) =>
          snapshots.length === 0 ? (
            <Text>{t('sources.none')}</Text>
          ) : (
            <Stack gap="xl">
              {snapshots.map((snapshot) => (
                <SnapshotPart key={snapshot.id} snapshot={snapshot} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  )
}

function SnapshotPart({ snapshot }: { snapshot: StatementSources['snapshots'][number] }): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const [chosen, setChosen] = useState<number | null>(null)
  const { picture, notes, taken } = snapshot
  return (
    <Stack component="section" gap="sm" aria-label={taken?.boardTitle ?? t('sources.unknownBoard')}>
      <div>
        <Title order={3} fz={18}>
          {taken?.boardTitle ?? t('sources.unknownBoard')}
        </Title>
        {taken !== null && (
          <Text size="sm" c="dimmed">
            {taken.name} · {formatMoment(taken.at, lang)}
          </Text>
        )}
      </div>
      {picture === null ? (
        <Text size="sm">{t('sources.hidden')}</Text>
      ) : (
        <SourcePicture snapshotId={snapshot.id} picture={picture} notes={notes} chosen={chosen} />
      )}
      <ul className={classes.notes} aria-label={t('sources.notes', { count: notes.length })}>
        {notes.map(({ zone, text, place }, at) => (
          // one note may say it twice, in two cells
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is shown
          <li key={at}>
            <button
              type="button"
              className={classes.note}
              aria-pressed={chosen === at}
              disabled={place === null}
              onClick={() => setChosen(chosen === at ? null : at)}
            >
              {zone !== null && <span className={classes.zone}>{zone}</span>}
              <span className={classes.words}>{text}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen !== null && (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setChosen(null)}
        >
          {t('sources.wholeBoard')}
        </Button>
      )}
    </Stack>
  )
}
