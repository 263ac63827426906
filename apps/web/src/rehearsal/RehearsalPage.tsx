import { Alert, Button, Stack } from '@mantine/core'
import type { RehearsalView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardQuery } from '../api/boards.ts'
import { rehearsalQuery } from '../api/rehearsal.ts'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { BeginRehearsal } from './BeginRehearsal.tsx'
import { Report } from './Report.tsx'
import { RunningRehearsal } from './RunningRehearsal.tsx'

/** `/tableaux/:id/repetition`: plays the script with simulated people, and says what to change before the day. */
export function RehearsalPage(): ReactNode {
  const { t } = useTranslation('rehearsal')
  const { boardId } = useParams({ from: '/shell/tableaux/$boardId/repetition' })
  const board = useQuery(boardQuery(boardId))
  const rehearsal = useQuery(rehearsalQuery(boardId))
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      trail={
        board.data
          ? [
              { label: board.data.cohort.name, to: `/cohortes/${board.data.cohort.id}` },
              { label: board.data.title, to: `/tableaux/${boardId}` },
            ]
          : []
      }
      actions={
        <Button
          component={Link}
          to={`/tableaux/${boardId}`}
          variant="default"
          leftSection={<Icon name="back" />}
        >
          {t('backToBoard')}
        </Button>
      }
    >
      <Loaded query={rehearsal}>{(view) => <Latest boardId={boardId} rehearsal={view.rehearsal} />}</Loaded>
    </Page>
  )
}

function Latest({
  boardId,
  rehearsal,
}: {
  boardId: string
  rehearsal: RehearsalView['rehearsal']
}): ReactNode {
  const { t } = useTranslation('rehearsal')
  if (rehearsal?.state === 'running') return <RunningRehearsal boardId={boardId} rehearsal={rehearsal} />
  return (
    <Stack gap="xl">
      {rehearsal && rehearsal.state !== 'done' && (
        <Alert color="gray" role="status">
          {t(`ended.${rehearsal.state}`)}
        </Alert>
      )}
      <BeginRehearsal
        boardId={boardId}
        people={rehearsal?.people ?? null}
        isAgain={rehearsal?.report != null}
      />
      {rehearsal?.report && <Report boardId={boardId} report={rehearsal.report} at={rehearsal.startedAt} />}
    </Stack>
  )
}
