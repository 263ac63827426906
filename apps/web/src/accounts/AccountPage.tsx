import { Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import type { Session } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/accounts.ts'
import { MyData } from '../erasure/MyData.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { BecomeAccountForm } from './BecomeAccountForm.tsx'
import { NameForm } from './NameForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { useSignOut } from './use-sign-out.ts'

/** `/compte`: one's own name, language, password; a guest can become an account. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation('accounts')
  const session = useQuery(sessionQuery)
  return (
    <Page title={t('account.title')} width="narrow">
      <Loaded query={session}>{(answer) => <AccountParts session={answer} />}</Loaded>
    </Page>
  )
}

function AccountParts({ session }: { session: Session }): ReactNode {
  const { t } = useTranslation('accounts')
  const { person, memberships } = session
  const leave = useSignOut()
  if (!person) return null
  return (
    <>
      <Paper p="lg">
        <Stack>
          <NameForm name={person.name} />
          <Group justify="space-between">
            <Text fw={500}>{t('account.language')}</Text>
            <LanguageSwitch />
          </Group>
          {person.email !== null && (
            <Text c="dimmed" size="sm">
              {t('account.signedInWith', { email: person.email })}
            </Text>
          )}
        </Stack>
      </Paper>
      <Paper p="lg">{person.kind === 'guest' ? <BecomeAccountForm /> : <PasswordForm />}</Paper>
      {memberships.length > 0 && (
        <Paper p="lg">
          <Stack gap="sm">
            <Title order={2} fz={20}>
              {t('account.places')}
            </Title>
            <List spacing="xs" listStyleType="none">
              {memberships.map(({ id, role, scopeName, scopeKind }) => (
                <List.Item key={id}>
                  <Badge variant="light" tt="none" mr={8}>
                    {t(`roles.${role}`, { ns: 'common' })}
                  </Badge>
                  {scopeKind === 'instance' ? t('scopes.instance', { ns: 'common' }) : scopeName}
                </List.Item>
              ))}
            </List>
          </Stack>
        </Paper>
      )}
      <MyData hasPassword={person.email !== null} />
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        loading={leave.isPending}
        onClick={leave.start}
      >
        {t('signOut', { ns: 'common' })}
      </Button>
      <ConfirmDialog
        opened={leave.asks !== null}
        title={t(leave.asks?.unsent ? 'account.unsavedTitle' : 'account.anonymousTitle')}
        text={[
          ...(leave.asks?.unsent ? [t('account.unsavedText')] : []),
          ...(leave.asks?.anonymous ? [t('account.anonymousText')] : []),
        ].join(' ')}
        confirm={t('signOut', { ns: 'common' })}
        busy={leave.isPending}
        onConfirm={leave.confirm}
        onClose={leave.cancel}
      />
      {person.kind === 'guest' && (
        <Text size="sm" c="dimmed">
          {t('account.guestLeaves')}
        </Text>
      )}
    </>
  )
}
