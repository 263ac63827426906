import { Button, Group, Paper, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { PUBLIC_NAME_ID } from '@tablee/cases'
import { type CaseDraftView, titleSchema } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { updateCase } from '../api/cases.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { FindingPart } from './FindingPart.tsx'
import { useCaseCommand } from './use-case-command.ts'

/** Which draft. */
export interface PublicNameFormProps {
  draft: CaseDraftView
  editable: boolean
}

/** The name under which the case is published; identifiers in it are decided like any other. */
export function PublicNameForm({ draft, editable }: PublicNameFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const form = useForm({
    initialValues: { publicName: draft.publicName },
    validate: (values) => fieldProblems(z.object({ publicName: titleSchema }), values, t),
  })
  const save = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: (values: typeof form.values) => updateCase(draft.id, values),
      onDone: () => form.resetDirty(),
      onProblem: (error) => form.setErrors(refusedFields(error, t)),
    },
  )
  return (
    <Paper p="md" id="public-name" tabIndex={-1}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="xs">
          <TextInput
            label={t('publicName')}
            description={t('publicNameHint')}
            readOnly={!editable}
            {...form.getInputProps('publicName')}
          />
          {save.error && <ErrorNotice error={save.error} />}
          {editable && form.values.publicName !== draft.publicName && (
            <Group>
              <Button type="submit" size="sm" loading={save.isPending}>
                {t('save', { ns: 'common' })}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      {draft.publicNameFindings.length > 0 && (
        <Stack gap="xs" mt="xs">
          {draft.publicNameFindings.map((finding) => (
            <FindingPart
              key={finding.key}
              draft={draft}
              statementId={PUBLIC_NAME_ID}
              finding={finding}
              editable={editable}
            />
          ))}
        </Stack>
      )}
    </Paper>
  )
}
