import { Alert, Button, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { setupRequestSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery, setUp, setupQuery } from '../api/accounts.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { CredentialFields } from './CredentialFields.tsx'
import { dropSecret } from './fragment-secret.ts'
import { useSecret } from './use-secret.ts'

const fieldsSchema = setupRequestSchema.pick({ name: true, email: true, password: true })

/** `/installation`: the one-time link makes the first administrator. */
export function SetupPage(): ReactNode {
  const { t } = useTranslation('accounts')
  const lang = useLang()
  const navigate = useNavigate()
  const code = useSecret('setup')
  const state = useQuery(setupQuery)
  const form = useForm({
    initialValues: { name: '', email: '', password: '' },
    validate: (values) => fieldProblems(fieldsSchema, values, t),
  })
  const start = useCommand({
    run: setUp,
    refresh: [sessionQuery.queryKey, setupQuery.queryKey],
    onDone: () => {
      void navigate({ to: '/' }) // the router reports its own errors on the page
      dropSecret()
    },
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <Page title={t('setup.title')} lead={t('setup.lead')} width="narrow">
      <Loaded query={state}>
        {({ needed }) =>
          !needed && !start.isSuccess ? (
            <Alert variant="light" title={t('setup.doneTitle')}>
              <Stack align="flex-start" gap="xs">
                <Text c="var(--mantine-color-text)">{t('setup.doneText')}</Text>
                <Button component={Link} to="/connexion" variant="default" size="sm">
                  {t('signIn.submit')}
                </Button>
              </Stack>
            </Alert>
          ) : code === null ? (
            <Alert variant="light" title={t('setup.noCodeTitle')}>
              <Text c="var(--mantine-color-text)">{t('setup.noCodeText')}</Text>
            </Alert>
          ) : (
            <Paper p={{ base: 'md', sm: 'lg' }}>
              <form onSubmit={form.onSubmit((values) => start.mutate({ ...values, code, lang }))} noValidate>
                <Stack>
                  {start.error && <ErrorNotice error={start.error} />}
                  <TextInput
                    size="md"
                    autoComplete="name"
                    label={t('name')}
                    description={t('setup.nameHint')}
                    {...form.getInputProps('name')}
                  />
                  <CredentialFields inputProps={form.getInputProps} password="new" />
                  <Button type="submit" loading={start.isPending}>
                    {t('setup.submit')}
                  </Button>
                </Stack>
              </form>
            </Paper>
          )
        }
      </Loaded>
    </Page>
  )
}
