import { Button, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationKey } from '../api/invitations.ts'
import { Page } from '../ui/Page.tsx'
import { dropSecret } from './fragment-secret.ts'
import { readCode } from './invitation-code.ts'
import { JoinStep } from './JoinStep.tsx'
import { useSecret } from './use-secret.ts'

/** `/rejoindre`: from a link or QR straight to the confirmation, else by the code read aloud. */
export function JoinPage(): ReactNode {
  const { t } = useTranslation('accounts')
  const token = useSecret('invitation')
  const [code, setCode] = useState<string | null>(null)
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (typed) => (readCode(typed) === null ? t('join.codeLength') : null) },
  })
  const key: InvitationKey | null = token !== null ? { token } : code !== null ? { code } : null
  return (
    <Page title={t('join.title')} width="narrow">
      {key ? (
        <JoinStep
          key={JSON.stringify(key)}
          invitation={key}
          onOther={() => {
            dropSecret()
            setCode(null)
          }}
        />
      ) : (
        <Paper p={{ base: 'md', sm: 'lg' }}>
          <form onSubmit={form.onSubmit((values) => setCode(readCode(values.code)))} noValidate>
            <Stack>
              <TextInput
                size="lg"
                label={t('join.code')}
                description={t('join.codeHint')}
                placeholder="ABC-DEF"
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                data-autofocus
                styles={{ input: { letterSpacing: '0.12em', fontWeight: 600, textTransform: 'uppercase' } }}
                {...form.getInputProps('code')}
              />
              <Button type="submit" size="lg">
                {t('join.continue')}
              </Button>
              <Text size="sm" c="dimmed">
                {t('join.linkHint')}
              </Text>
            </Stack>
          </form>
        </Paper>
      )}
    </Page>
  )
}
