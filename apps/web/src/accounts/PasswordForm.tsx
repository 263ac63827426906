import { Button, PasswordInput, Stack, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { changePasswordRequestSchema, PASSWORD_MIN } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword } from '../api/accounts.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { useCommand } from '../ui/use-command.ts'

/** A new password; the person's other devices are signed out. */
export function PasswordForm(): ReactNode {
  const { t } = useTranslation('accounts')
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: (values) => fieldProblems(changePasswordRequestSchema, values, t),
  })
  const save = useCommand({
    run: changePassword,
    refresh: [],
    done: t('account.passwordChanged'),
    onDone: () => form.reset(),
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack align="stretch">
        <Title order={2} fz={20}>
          {t('account.password')}
        </Title>
        {save.error && <ErrorNotice error={save.error} />}
        <PasswordInput
          size="md"
          autoComplete="current-password"
          label={t('account.currentPassword')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('current')}
        />
        <PasswordInput
          size="md"
          autoComplete="new-password"
          label={t('account.newPassword')}
          description={t('passwordHint', { count: PASSWORD_MIN })}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('next')}
        />
        <Button type="submit" variant="default" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('account.changePassword')}
        </Button>
      </Stack>
    </form>
  )
}
