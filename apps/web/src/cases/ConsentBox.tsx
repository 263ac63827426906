import { Checkbox, Paper, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { updateCase } from '../api/cases.ts'
import { formatDay } from '../ui/format-date.ts'
import { useLang } from '../ui/use-lang.ts'
import { useCaseCommand } from './use-case-command.ts'

/** Which draft. */
export interface ConsentBoxProps {
  draft: CaseDraftView
  editable: boolean
}

/** The editor's statement that the organisation agreed to this text. */
export function ConsentBox({ draft, editable }: ConsentBoxProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const confirm = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (consentConfirmed: boolean) => updateCase(draft.id, { consentConfirmed }) },
  )
  const { confirmed, confirmedAt } = draft.consent
  return (
    <Paper p="md" id="consent" tabIndex={-1}>
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {t('consent.title')}
        </Title>
        <Checkbox
          label={t('consent.label')}
          checked={confirm.isPending ? confirm.variables : confirmed}
          disabled={!editable}
          onChange={(event) => confirm.mutate(event.currentTarget.checked)}
        />
        {confirmedAt !== null && (
          <Text size="sm" c="dimmed">
            {t('consent.since', { date: formatDay(confirmedAt, lang) })}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
