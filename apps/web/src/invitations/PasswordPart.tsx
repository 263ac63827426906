import { Button, Group, Text, TextInput } from '@mantine/core'
import { INVITATION_PASSWORD_MAX, INVITATION_PASSWORD_MIN, type Invitation } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putInvitationPassword } from '../api/invitations.ts'
import { useCommand } from '../ui/use-command.ts'

/** One invitation, and what another password makes stale. */
export interface PasswordPartProps {
  invitation: Pick<Invitation, 'id' | 'hasPassword'>
  refresh: readonly unknown[]
}

/** Whether who joins is asked for a password, and which: nobody is shown it afterwards. */
export function PasswordPart({ invitation, refresh }: PasswordPartProps): ReactNode {
  const { t } = useTranslation('invitations')
  const { id, hasPassword } = invitation
  const [text, setText] = useState<string | null>(null)
  const keep = useCommand({
    run: (password: string | null) => putInvitationPassword(id, password),
    refresh: [refresh],
    onDone: () => setText(null),
  })
  if (text === null)
    return (
      <Group gap="xs">
        {hasPassword && <Text size="sm">{t('password.asked')}</Text>}
        <Button variant="subtle" size="sm" onClick={() => setText('')}>
          {t(hasPassword ? 'password.change' : 'password.ask')}
        </Button>
        {hasPassword && (
          <Button variant="subtle" size="sm" loading={keep.isPending} onClick={() => keep.mutate(null)}>
            {t('password.stop')}
          </Button>
        )}
      </Group>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(text)
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          flex="1 1 200px"
          label={t('password.label')}
          description={t('password.hint')}
          autoComplete="off"
          minLength={INVITATION_PASSWORD_MIN}
          maxLength={INVITATION_PASSWORD_MAX}
          required
          withAsterisk={false}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={keep.isPending}>
          {t('password.keep')}
        </Button>
        <Button variant="default" size="sm" onClick={() => setText(null)}>
          {t('cancel', { ns: 'common' })}
        </Button>
      </Group>
    </form>
  )
}
