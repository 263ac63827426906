import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { Synthesis, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { synthesisQuery } from '../api/packs.ts'

/** The session of which the groups are summed up. */
export interface SynthesisPartProps {
  workshop: WorkshopView
}

/** For the coach: the plan steps, the requests for help and what is put aside of all groups, and nothing else. */
export function SynthesisPart({ workshop }: SynthesisPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const query = useQuery(synthesisQuery(workshop.id))
  const boards = query.data?.boards ?? []
  if (boards.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={2} fz={20}>
        {t('synthesis.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('synthesis.hint')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {boards.map((board) => (
          <BoardSynthesis key={board.id} board={board} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function BoardSynthesis({ board }: { board: Synthesis['boards'][number] }): ReactNode {
  const { t } = useTranslation('workshops')
  const { group, title, plan, help, later } = board
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Title order={3} fz={17}>
          {group === null ? title : t('group', { name: group })}
        </Title>
        {plan.length > 0 && (
          <Lines
            title={t('synthesis.plan')}
            lines={plan.map(({ text, who, when }) => ({ text, more: [who, when] }))}
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
        {later.length > 0 && (
          <Lines
            title={t('synthesis.later')}
            lines={later.map(({ text, about }) => ({ text, more: [about] }))}
          />
        )}
      </Stack>
    </Paper>
  )
}

interface LinesProps {
  title: string
  lines: readonly { text: string; more: readonly string[] }[]
}

function Lines({ title, lines }: LinesProps): ReactNode {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
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
