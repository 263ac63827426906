import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { CaseCheckChange, CaseCheckView, CaseDraftView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { caseCheckQuery, changeCheck } from '../../api/cases.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useCaseCommand } from '../use-case-command.ts'
import { DelicatePart } from './DelicatePart.tsx'
import { DescriptionPart } from './DescriptionPart.tsx'
import { LinksPart } from './LinksPart.tsx'
import { PopulationForm } from './PopulationForm.tsx'
import { StartMonth } from './StartMonth.tsx'

/** Which draft. */
export interface CheckBoxProps {
  draft: CaseDraftView
  editable: boolean
}

/** What each part of the box needs. */
export interface CheckPartProps {
  draft: CaseDraftView
  check: CaseCheckView
  editable: boolean
  isBusy: boolean
  onChange(change: CaseCheckChange): void
}

/** "Est-ce que quelqu’un pourrait deviner ?": what is shown of the organisation, who else fits, what leads to others. */
export function CheckBox({ draft, editable }: CheckBoxProps): ReactNode {
  const { t } = useTranslation('checks')
  const { data: check, error } = useQuery(caseCheckQuery(draft.id))
  return (
    <Paper p="md" id="checks" tabIndex={-1}>
      <Stack gap="md">
        <Title order={2} fz={18}>
          {t('title')}
        </Title>
        {error && <ErrorNotice error={error} />}
        {check === undefined && error === null && <Skeleton height={120} />}
        {check !== undefined && <CheckParts draft={draft} check={check} editable={editable} />}
      </Stack>
    </Paper>
  )
}

function CheckParts({ draft, check, editable }: CheckBoxProps & { check: CaseCheckView }): ReactNode {
  const { t } = useTranslation('checks')
  const change = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (values: CaseCheckChange) => changeCheck(draft.id, values) },
  )
  const part: CheckPartProps = {
    draft,
    check,
    editable,
    isBusy: change.isPending,
    onChange: (values) => change.mutate(values),
  }
  return (
    <>
      <DescriptionPart {...part} />
      {!check.isNamed && <PopulationForm key={check.about} {...part} />}
      <LinksPart {...part} />
      <DelicatePart {...part} />
      <StartMonth {...part} />
      <Text size="sm" c="dimmed">
        {t(`model.${check.nameModel}`)}
      </Text>
    </>
  )
}
