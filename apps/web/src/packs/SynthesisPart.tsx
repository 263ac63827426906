import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { PutAside, Synthesis, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { putAsideQuery, synthesisQuery } from '../api/packs.ts'
import { formatWhen } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'

/** The session of which the groups are summed up. */
export interface SynthesisPartProps {
  workshop: WorkshopView
}

/** For the coach: the plan steps and the requests for help of all groups, and nothing else; below, what is put aside. */
export function SynthesisPart({ workshop }: SynthesisPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const summed = useQuery(synthesisQuery(workshop.id)).data?.boards ?? []
  const aside = useQuery(putAsideQuery(workshop.id)).data?.boards ?? []
  return (
    <>
      {summed.length > 0 && (
        <Boards title={t('synthesis.title')} hint={t('synthesis.hint')}>
          {summed.map((board) => (
            <BoardSynthesis key={board.id} board={board} />
          ))}
        </Boards>
      )}
      {aside.length > 0 && (
        <Boards title={t('putAside.title')} hint={t('putAside.hint')}>
          {aside.map((board) => (
            <BoardPutAside key={board.id} board={board} />
          ))}
        </Boards>
      )}
    </>
  )
}

interface BoardsProps {
  title: string
  hint: string
  children: ReactNode
}

function Boards({ title, hint, children }: BoardsProps): ReactNode {
  return (
    <Stack gap="sm">
      <Title order={2} fz={20}>
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>{children}</SimpleGrid>
    </Stack>
  )
}

function BoardSynthesis({ board }: { board: Synthesis['boards'][number] }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { plan, help } = board
  return (
    <BoardCard board={board}>
      {plan.length > 0 && (
        <Lines
          title={t('synthesis.plan')}
          lines={plan.map(({ text, who, when }) => ({ text, more: [who, formatWhen(when, lang)] }))}
        />
      )}
      {help.length > 0 && (
        <Lines
          title={t('synthesis.help')}
          lines={help.map(({ need, forWhat, from }) => ({
            text: need,
            more: [
              forWhat && t('synthesis.for', { step: forWhat }),
              from && t('synthesis.from', { who: from }),
            ],
          }))}
        />
      )}
    </BoardCard>
  )
}

function BoardPutAside({ board }: { board: PutAside['boards'][number] }): ReactNode {
  return (
    <BoardCard board={board}>
      <Lines lines={board.later.map(({ text, about }) => ({ text, more: [about] }))} />
    </BoardCard>
  )
}

interface BoardCardProps {
  board: { title: string; group: string | null }
  children: ReactNode
}

function BoardCard({ board: { title, group }, children }: BoardCardProps): ReactNode {
  const { t } = useTranslation('workshops')
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Title order={3} fz={17}>
          {group === null ? title : t('group', { name: group })}
        </Title>
        {children}
      </Stack>
    </Paper>
  )
}

interface LinesProps {
  title?: string
  lines: readonly { text: string; more: readonly string[] }[]
}

function Lines({ title, lines }: LinesProps): ReactNode {
  return (
    <div>
      {title !== undefined && (
        <Text size="sm" fw={600}>
          {title}
        </Text>
      )}
      <Stack component="ul" gap={4} my={4} pl={20}>
        {lines.map(({ text, more }, at) => (
          // two groups may write the same, and nothing else tells lines apart
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is read anew as a whole
          <li key={at}>
            <Text span style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Text>
            {more.some((part) => part !== '') && (
              <Text span size="sm" c="dimmed">
                {' '}
                {more.filter((part) => part !== '').join(' · ')}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </div>
  )
}
