import { Anchor, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { BoardSummary, Cohort } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardsQuery } from '../api/boards.ts'
import { ExportBoardsDialog } from '../exports/ExportBoardsDialog.tsx'
import { boardPath } from '../outline/page-address.ts'
import { SearchField } from '../search/SearchField.tsx'
import { FamilyName } from '../templates/FamilyName.tsx'
import { familyColour } from '../templates/family.ts'
import cards from '../ui/card.module.css'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { groupBoards } from './group-boards.ts'

/** Which cohort. */
export interface BoardsTabProps {
  cohort: Cohort
}

/** The boards of a cohort, those of everybody first, then by organisation. */
export function BoardsTab({ cohort }: BoardsTabProps): ReactNode {
  const { t } = useTranslation('boards')
  const boards = useQuery(boardsQuery(cohort.id))
  const [archived, setArchived] = useState(false)
  const [exporting, setExporting] = useState(false)
  return (
    <Loaded query={boards}>
      {({ boards: all }) => {
        if (all.length === 0) return <NoBoard cohort={cohort} />
        const shown = all.filter(({ status }) => archived || status === 'open')
        return (
          <Stack gap="lg">
            <SearchField cohortId={cohort.id} />
            <Group justify="space-between" gap="sm">
              {all.some(({ status }) => status === 'archived') && (
                <Checkbox
                  label={t('showArchived')}
                  checked={archived}
                  onChange={(event) => setArchived(event.currentTarget.checked)}
                />
              )}
              {cohort.rights.includes('board.export') && (
                <Button variant="default" size="sm" ml="auto" onClick={() => setExporting(true)}>
                  {t('exportSeveral')}
                </Button>
              )}
            </Group>
            {exporting && (
              <Suspense fallback={null}>
                <ExportBoardsDialog cohortId={cohort.id} boards={shown} onClose={() => setExporting(false)} />
              </Suspense>
            )}
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {groupBoards(shown).flatMap(({ boards: group }) =>
                group.map((board) => <BoardCard key={board.id} board={board} />),
              )}
            </SimpleGrid>
          </Stack>
        )
      }}
    </Loaded>
  )
}

function BoardCard({ board }: { board: BoardSummary }): ReactNode {
  const { t } = useTranslation('boards')
  const lang = useLang()
  return (
    <Stack gap={4}>
      <Link
        to="/tableaux/$boardId"
        params={{ boardId: board.id }}
        // The canvas is heavy: it loads when opened, not when the pointer passes.
        preload={false}
        className={`${cards.card} ${cards.family}`}
        style={{ borderLeftColor: familyColour(board.template.family) }}
      >
        <Group justify="space-between" gap="xs">
          <FamilyName family={board.template.family} />
          {board.newerVersion !== null && (
            <Badge variant="light" tt="none">
              {t('updateAvailable')}
            </Badge>
          )}
          {board.status === 'archived' && (
            <Badge color="gray" variant="light" tt="none">
              {t('archived')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {board.organisation?.name ?? t('everybody')}
        </Text>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {board.title}
        </Text>
        {board.title !== board.template.title[lang] && (
          <Text size="sm" c="dimmed">
            {board.template.title[lang]}
          </Text>
        )}
      </Link>
      {/* On a small screen the plan is easier to write in than the canvas. */}
      <Anchor
        hiddenFrom="sm"
        href={boardPath(board.id, 'plan')}
        aria-label={t('openPlanOf', { title: board.title })}
        py={10}
      >
        {t('openPlan')}
      </Anchor>
    </Stack>
  )
}

function NoBoard({ cohort }: BoardsTabProps): ReactNode {
  const { t } = useTranslation('boards')
  if (!cohort.rights.includes('board.create')) {
    return <EmptyPlace title={t('emptyTitle')} text={t('emptyWait')} />
  }
  return (
    <EmptyPlace title={t('emptyTitle')} text={t('emptyText')}>
      <Button component={Link} to={`/cohortes/${cohort.id}/tableaux/nouveau`}>
        {t('new.title')}
      </Button>
    </EmptyPlace>
  )
}
