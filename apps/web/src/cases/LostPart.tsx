import { Alert, Button, Stack, Text } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decideFinding } from '../api/cases.ts'
import { useCaseCommand } from './use-case-command.ts'

/** A draft, and which of its texts. */
export interface LostPartProps {
  draft: CaseDraftView
  statementIds: readonly string[]
  editable: boolean
}

/** Words that an editor took out and that nobody recognises any more: they are read again until she says otherwise. */
export function LostPart({ draft, statementIds, editable }: LostPartProps): ReactNode {
  const { t } = useTranslation('cases')
  const settle = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: ({ statementId, key }: CaseDraftView['lost'][number]) =>
        decideFinding(draft.id, { statementId, findingKey: key, decision: { action: 'undecided' } }),
    },
  )
  const lost = draft.lost.filter(({ statementId }) => statementIds.includes(statementId))
  if (lost.length === 0) return null
  return (
    <Alert variant="light" color="orange" p="sm">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="var(--mantine-color-text)">
          {t('lost.text', { count: lost.length })}
        </Text>
        {editable &&
          lost.map((one) => (
            <Button
              key={one.key}
              size="compact-md"
              variant="default"
              loading={settle.isPending && settle.variables.key === one.key}
              onClick={() => settle.mutate(one)}
            >
              {t('lost.settle')}
            </Button>
          ))}
      </Stack>
    </Alert>
  )
}
