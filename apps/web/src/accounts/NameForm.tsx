import { Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { personNameSchema } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { sessionQuery, updatePerson } from '../api/accounts.ts'
import { errorText } from '../ui/error-text.ts'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { notifyProblem } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'

/** The name that stands there now. */
export interface NameFormProps {
  name: string
}

/** The name that others see beside one's cursor. */
export function NameForm({ name }: NameFormProps): ReactNode {
  const { t } = useTranslation('accounts')
  const form = useForm({
    initialValues: { name },
    validate: (values) => fieldProblems(z.object({ name: personNameSchema }), values, t),
  })
  const save = useCommand({
    run: updatePerson,
    refresh: [sessionQuery.queryKey],
    done: t('saved', { ns: 'common' }),
    onProblem: (error) => {
      const fields = refusedFields(error, t)
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) notifyProblem(errorText(error, t))
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Group align="flex-end" wrap="nowrap">
        <TextInput size="md" flex={1} label={t('name')} autoComplete="name" {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('save', { ns: 'common' })}
        </Button>
      </Group>
    </form>
  )
}
