import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownWorkshopsQuery, putMeeting, workshopsQuery } from '../api/workshops.ts'
import { formatMoment } from '../ui/format-date.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { fieldOfMoment, momentOfField } from './local-moment.ts'

type CoachingBoard = WorkshopView['coaching'][number]

const AddCoaching = lazyPart(async () => ({ default: (await import('./AddCoaching.tsx')).AddCoaching }))

/** As many organisations side by side as the page has room for. */
const PLACES = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(320px, 100%), 1fr))',
  gap: '16px 24px',
  listStyle: 'none',
} as const

/** Which session. */
export interface CoachingPartProps {
  workshop: WorkshopView
}

/** The boards for meeting one's coach between two sessions, and when: in the calendar of the cohort. */
export function CoachingPart({ workshop }: CoachingPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const { coaching, may, state, groups, waiting } = workshop
  const organisations =
    groups.reduce((sum, group) => sum + group.organisations.length, 0) + waiting.organisations.length
  const missing = organisations - coaching.length
  const mayAdd = may.manage && state !== 'closed' && missing > 0
  if (coaching.length === 0 && !mayAdd) return null
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section">
      <Stack gap="md">
        <div>
          <Title order={2} fz={20}>
            {t('coaching.title')}
          </Title>
          {may.manage && <Text c="dimmed">{t('coaching.hint')}</Text>}
        </div>
        {coaching.length > 0 && (
          <Stack component="ul" gap={0} p={0} m={0} style={PLACES}>
            {coaching.map((board) => (
              <li key={board.boardId}>
                <BoardOfOne workshop={workshop} board={board} />
              </li>
            ))}
          </Stack>
        )}
        {mayAdd && (
          <Suspense fallback={null}>
            <AddCoaching workshop={workshop} missing={missing} />
          </Suspense>
        )}
      </Stack>
    </Paper>
  )
}

function BoardOfOne({ workshop, board }: { workshop: WorkshopView; board: CoachingBoard }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { boardId, title, organisation, meetsAt } = board
  const name = organisation ?? title
  return (
    <Stack gap={4}>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Group gap="xs" wrap="nowrap">
        {workshop.may.manage ? (
          <MeetingField key={meetsAt} workshop={workshop} board={board} />
        ) : (
          <Text size="sm" style={{ flex: 1 }}>
            {meetsAt === null ? t('coaching.none') : formatMoment(meetsAt, lang)}
          </Text>
        )}
        <Button
          component={Link}
          to={`/tableaux/${boardId}`}
          variant="default"
          size="sm"
          aria-label={t('page.openBoardOf', { name })}
        >
          {t('coaching.open')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Day and time, kept when one leaves the field: what is half written is nothing yet. */
function MeetingField({ workshop, board }: { workshop: WorkshopView; board: CoachingBoard }): ReactNode {
  const { t } = useTranslation('workshops')
  const { boardId, meetsAt, organisation, title } = board
  const [value, setValue] = useState(meetsAt === null ? '' : fieldOfMoment(meetsAt))
  const keep = useCommand({
    run: (at: string | null) => putMeeting(workshop.id, boardId, at),
    // the page of the session and the first page's list alike
    refresh: [ownWorkshopsQuery.queryKey, workshopsQuery(workshop.cohort.id).queryKey],
    done: t('coaching.kept'),
  })
  const leave = () => {
    const at = momentOfField(value)
    if (at !== meetsAt) keep.mutate(at)
  }
  return (
    <TextInput
      type="datetime-local"
      aria-label={t('coaching.meetsOf', { name: organisation ?? title })}
      style={{ flex: 1, minWidth: 0 }}
      value={value}
      disabled={keep.isPending}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave()
      }}
    />
  )
}
