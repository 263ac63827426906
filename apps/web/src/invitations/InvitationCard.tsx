import { Badge, Button, Collapse, CopyButton, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import type { Invitation } from '@tablee/contract'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spellCode } from '../accounts/invitation-code.ts'
import { revokeInvitation } from '../api/invitations.ts'
import { formatDay } from '../ui/format-date.ts'
import { Icon } from '../ui/Icon.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { PasswordPart } from './PasswordPart.tsx'

/** One invitation, and what its revocation makes stale. */
export interface InvitationCardProps {
  invitation: Invitation
  initiallyOpen: boolean
  refresh: readonly unknown[]
}

/** One open invitation: the line says to whom and where, unfolded it shows the link, the code and the QR. */
export function InvitationCard({ invitation, initiallyOpen, refresh }: InvitationCardProps): ReactNode {
  const { t } = useTranslation('invitations')
  const lang = useLang()
  const [open, setOpen] = useState(initiallyOpen)
  const bodyId = useId()
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a phone the new code would stand below the form, out of sight.
    if (initiallyOpen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [initiallyOpen])
  return (
    <Paper px="md" py="sm" ref={card}>
      <Group justify="space-between">
        <div>
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {t(`roles.${invitation.role}`, { ns: 'common' })}
            </Badge>
            <Text fw={600}>{invitation.scopeName}</Text>
          </Group>
          <Text size="sm" c="dimmed">
            {t('until', { date: formatDay(invitation.expiresAt, lang) })} ·{' '}
            {t('uses', { count: invitation.uses })}
          </Text>
        </div>
        <Button
          variant="default"
          size="sm"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => setOpen(!open)}
        >
          {open ? t('hide') : t('show')}
        </Button>
      </Group>
      <Collapse expanded={open} id={bodyId} keepMounted={false}>
        <InvitationKeys invitation={invitation} refresh={refresh} />
      </Collapse>
    </Paper>
  )
}

function InvitationKeys({
  invitation,
  refresh,
}: {
  invitation: Invitation
  refresh: readonly unknown[]
}): ReactNode {
  const { t } = useTranslation('invitations')
  const revoke = useCommand({
    run: () => revokeInvitation(invitation.id),
    refresh: [refresh],
    done: t('revoked'),
  })
  return (
    <Group align="flex-start" gap="lg" pt="md" pb="xs">
      <QrCode text={invitation.url} />
      <Stack gap="sm" flex="1 1 260px">
        <div>
          <Text size="sm" c="dimmed">
            {t('code')}
          </Text>
          <Text fz={36} fw={600} lh={1.2} style={{ letterSpacing: '0.08em' }}>
            {spellCode(invitation.code)}
          </Text>
          <Text size="sm" c="dimmed">
            {t('codeWhere', { address: `${new URL(invitation.url).host}/rejoindre` })}
          </Text>
        </div>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            readOnly
            flex={1}
            label={t('link')}
            value={invitation.url}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={invitation.url}>
            {({ copied, copy }) => (
              <Button
                size="sm"
                variant="default"
                leftSection={<Icon name={copied ? 'check' : 'copy'} />}
                onClick={copy}
              >
                {copied ? t('copied') : t('copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <PasswordPart invitation={invitation} refresh={refresh} />
        <Group>
          <Button
            variant="subtle"
            color="red"
            size="sm"
            loading={revoke.isPending}
            onClick={() => revoke.mutate()}
          >
            {t('revoke')}
          </Button>
        </Group>
      </Stack>
    </Group>
  )
}
