import { Alert, Anchor, Button, Paper, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { signInRequestSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery, setupQuery, signIn } from '../api/accounts.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems } from '../ui/form-problems.ts'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { CredentialFields } from './CredentialFields.tsx'

/** `/connexion`: for accounts; guests are led to the code. */
export function SignInPage(): ReactNode {
  const { t } = useTranslation('accounts')
  const router = useRouter()
  const { retour = '/' } = useSearch({ from: '/shell/connexion' })
  const setup = useQuery(setupQuery)
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: (values) => fieldProblems(signInRequestSchema, values, t),
  })
  const enter = useCommand({
    run: signIn,
    refresh: [sessionQuery.queryKey],
    onDone: () => router.history.push(retour),
    onProblem: () => form.setFieldValue('password', ''),
  })
  return (
    <Page title={t('signIn.title')} width="narrow">
      {setup.data?.needed && (
        <Alert variant="light" title={t('signIn.setupNeeded')}>
          <Text c="var(--mantine-color-text)">{t('signIn.setupHint')}</Text>
        </Alert>
      )}
      <Paper p={{ base: 'md', sm: 'lg' }}>
        <form onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
          <Stack>
            {enter.error && <ErrorNotice error={enter.error} />}
            <CredentialFields inputProps={form.getInputProps} password="current" />
            <Button type="submit" loading={enter.isPending}>
              {t('signIn.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
      <Paper p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="xs">
          <Text fw={600}>{t('signIn.guestTitle')}</Text>
          <Text c="dimmed">{t('signIn.guestText')}</Text>
          <Button component={Link} to="/rejoindre" variant="default">
            {t('signIn.join')}
          </Button>
        </Stack>
      </Paper>
      <Anchor href="/cas">{t('signIn.readCases')}</Anchor>
    </Page>
  )
}
