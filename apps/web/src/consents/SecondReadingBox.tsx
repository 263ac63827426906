import { Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { approvalsQuery, readAgain } from '../api/consents.ts'
import { useCaseCommand } from '../cases/use-case-command.ts'

/** Which draft. */
export interface SecondReadingBoxProps {
  draft: CaseDraftView
}

/** The final text is read by somebody who has not touched it, and who says what she found. */
export function SecondReadingBox({ draft }: SecondReadingBoxProps): ReactNode {
  const { t } = useTranslation('consents')
  const approvals = useQuery(approvalsQuery(draft.id))
  const read = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: (reading: { textHash: string; verdict: 'ok' | 'objection' }) => readAgain(draft.id, reading),
      done: t('reading.kept'),
    },
  )
  if (draft.status !== 'draft' || !approvals.data) return null
  const { textHash, reading } = approvals.data
  const { hash } = reading
  const isOpen = hash !== null && reading.mayRead
  const state = reading.done
    ? 'done'
    : reading.objected
      ? 'objected'
      : textHash === null
        ? 'notYet'
        : 'waiting'
  return (
    <Paper p="md" id="second-reading" tabIndex={-1}>
      <Stack gap="sm">
        <Title order={2} fz={18}>
          {t('reading.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('reading.hint')}
        </Text>
        {!(isOpen && state === 'waiting') && (
          <Text size="sm" role="status">
            {t(`reading.${state}`)}
          </Text>
        )}
        {isOpen && (
          <>
            <Anchor href={`/api/cases/${draft.id}/preview`} target="_blank" rel="noreferrer" size="sm">
              {t('reading.open')}
            </Anchor>
            {reading.reason !== '' && (
              <Text size="sm">{t('reading.reason', { reason: reading.reason })}</Text>
            )}
            {!reading.done && (
              <Button
                loading={read.isPending && read.variables.verdict === 'ok'}
                h="auto"
                mih={44}
                styles={{ label: { whiteSpace: 'normal' } }}
                onClick={() => read.mutate({ textHash: hash, verdict: 'ok' })}
              >
                {t('reading.ok')}
              </Button>
            )}
            {!reading.objected && (
              <Button
                variant="default"
                loading={read.isPending && read.variables.verdict === 'objection'}
                onClick={() => read.mutate({ textHash: hash, verdict: 'objection' })}
              >
                {t('reading.objection')}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Paper>
  )
}
