import { Button, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { becomeAccountRequestSchema } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { becomeAccount, sessionQuery } from '../api/accounts.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { useCommand } from '../ui/use-command.ts'
import { CredentialFields } from './CredentialFields.tsx'

/** A guest keeps her place, on any device, under an address and a password. */
export function BecomeAccountForm(): ReactNode {
  const { t } = useTranslation('accounts')
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: (values) => fieldProblems(becomeAccountRequestSchema, values, t),
  })
  const save = useCommand({
    run: becomeAccount,
    refresh: [sessionQuery.queryKey],
    done: t('account.becameAccount'),
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <Title order={2} fz={20}>
          {t('account.becomeTitle')}
        </Title>
        <Text c="dimmed">{t('account.becomeText')}</Text>
        {save.error && <ErrorNotice error={save.error} />}
        <CredentialFields inputProps={form.getInputProps} password="new" />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('account.become')}
        </Button>
      </Stack>
    </form>
  )
}
