import { Button, Group, NativeSelect, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ROSTER_ENTRY_KINDS, titleSchema } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { addRosterEntry } from '../api/cases.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { useCommand } from '../ui/use-command.ts'

/** Where the name is added, and what that makes stale. */
export interface RosterFormProps {
  cohortId: string
  refresh: readonly (readonly unknown[])[]
}

/** An organisation that sells or builds what the others use: the server knows it by its role class. */
const VENDOR = 'vendor'

const formSchema = z.object({ name: titleSchema, aliases: z.array(titleSchema) })

/** Adds a name to hide. */
export function RosterForm({ cohortId, refresh }: RosterFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const form = useForm({
    initialValues: { kind: 'person', name: '', aliases: [] as string[] },
    validate: (values) => fieldProblems(formSchema, values, t),
  })
  const add = useCommand({
    run: ({ kind, name, aliases }: typeof form.values) =>
      addRosterEntry(cohortId, {
        kind:
          kind === VENDOR ? 'organisation' : (ROSTER_ENTRY_KINDS.find((known) => known === kind) ?? 'person'),
        ...(kind === VENDOR && { roleClass: 'PREST' }),
        name: name.trim(),
        aliases,
      }),
    refresh,
    onDone: () => form.reset(),
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack gap="xs">
        <NativeSelect
          label={t('roster.kind')}
          data={[...ROSTER_ENTRY_KINDS, VENDOR].map((value) => ({ value, label: t(`roster.kind_${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('roster.name')} {...form.getInputProps('name')} />
        <TagsInput
          label={t('roster.aliases')}
          description={t('roster.aliasesHint')}
          {...form.getInputProps('aliases')}
        />
        {add.error && <ErrorNotice error={add.error} />}
        <Group>
          <Button type="submit" size="sm" loading={add.isPending}>
            {t('roster.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
