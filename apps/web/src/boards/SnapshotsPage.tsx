import { Button, SimpleGrid } from '@mantine/core'
import type { BoardView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardQuery, boardSnapshotsQuery } from '../api/boards.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { ReplayDialog } from './ReplayDialog.tsx'
import { SnapshotCard } from './SnapshotCard.tsx'
import { TakeSnapshotDialog } from './TakeSnapshotDialog.tsx'

/** `/tableaux/:id/instantanes`: what was kept of a board, newest first. */
export function SnapshotsPage(): ReactNode {
  const { t } = useTranslation('boards')
  const { boardId } = useParams({ from: '/shell/tableaux/$boardId/instantanes' })
  const board = useQuery(boardQuery(boardId))
  const snapshots = useQuery({ ...boardSnapshotsQuery(boardId), enabled: board.data !== undefined })
  const [taking, setTaking] = useState(false)
  const [replaying, setReplaying] = useState(false)
  const [first, ...later] = snapshots.data?.snapshots.toReversed() ?? []
  const trail = board.data
    ? [
        { label: board.data.cohort.name, to: `/cohortes/${board.data.cohort.id}` },
        { label: board.data.title, to: `/tableaux/${boardId}` },
      ]
    : []
  return (
    <Page
      title={t('snapshots')}
      lead={t('snapshotsLead')}
      trail={trail}
      actions={
        <>
          <Button
            component={Link}
            to={`/tableaux/${boardId}`}
            variant="default"
            leftSection={<Icon name="back" />}
          >
            {t('backToBoard')}
          </Button>
          {later.length > 0 && (
            <Button variant="default" leftSection={<Icon name="play" />} onClick={() => setReplaying(true)}>
              {t('replay.open')}
            </Button>
          )}
          {board.data?.rights.includes('snapshot.take') && (
            <Button leftSection={<Icon name="camera" />} onClick={() => setTaking(true)}>
              {t('take.submit')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={board}>{(answer) => <Snapshots board={answer} />}</Loaded>
      {replaying && first && (
        <ReplayDialog snapshots={[first, ...later]} onClose={() => setReplaying(false)} />
      )}
      {taking && board.data && <TakeSnapshotDialog board={board.data} onClose={() => setTaking(false)} />}
    </Page>
  )
}

function Snapshots({ board }: { board: BoardView }): ReactNode {
  const { t } = useTranslation('boards')
  const snapshots = useQuery(boardSnapshotsQuery(board.id))
  return (
    <Loaded query={snapshots}>
      {({ snapshots: all }) =>
        all.length === 0 ? (
          <EmptyPlace title={t('noSnapshotTitle')} text={t('noSnapshotText')} />
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            {all.map((snapshot) => (
              <SnapshotCard
                key={snapshot.id}
                snapshot={snapshot}
                mayOffer={board.rights.includes('snapshot.offer')}
                mayRestore={board.rights.includes('board.manage') && board.status !== 'archived'}
                cohortId={board.cohort.id}
              />
            ))}
          </SimpleGrid>
        )
      }
    </Loaded>
  )
}
