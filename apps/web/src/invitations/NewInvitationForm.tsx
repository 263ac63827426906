import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { INVITATION_DEFAULT_HOURS, type Invitation, type Role, type ScopeKind } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createInvitation } from '../api/invitations.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'
import { grantableRoles } from './grantable-roles.ts'

/** A place that one can invite to. */
export interface InviteScope {
  kind: ScopeKind
  id: string
  name: string
}

/** Where to, what one may give, what the new invitation makes stale. */
export interface NewInvitationFormProps {
  scopes: readonly InviteScope[]
  rights: readonly string[]
  refresh: readonly unknown[]
  onMade(invitation: Invitation): void
}

/** The lives that are offered, in hours: a workshop, a week, the default fortnight, a programme. */
const LIVES_HOURS = [8, 24 * 7, INVITATION_DEFAULT_HOURS, 24 * 90, 24 * 365]

/** Three choices that have good defaults, one button. */
export function NewInvitationForm({ scopes, rights, refresh, onMade }: NewInvitationFormProps): ReactNode {
  const { t } = useTranslation('invitations')
  const usable = scopes.filter(({ kind }) => grantableRoles(rights, kind).length > 0)
  const [scopeId, setScopeId] = useState(usable[0]?.id)
  const scope = usable.find(({ id }) => id === scopeId) ?? usable[0]
  const roles = scope ? grantableRoles(rights, scope.kind) : []
  const [wantedRole, setRole] = useState<Role | null>(null)
  const role = wantedRole !== null && roles.includes(wantedRole) ? wantedRole : roles[0]
  const [hours, setHours] = useState(INVITATION_DEFAULT_HOURS)
  const make = useCommand({
    run: createInvitation,
    refresh: [refresh],
    onDone: onMade,
    onProblem: () => undefined, // shown in the form
  })
  if (!scope || role === undefined) return <Text c="dimmed">{t('nowhere')}</Text>
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate({ role, scopeKind: scope.kind, scopeId: scope.id, expiresInHours: hours })
        }}
      >
        <Stack>
          {make.error && <ErrorNotice error={make.error} />}
          <SimpleGrid cols={{ base: 1, sm: usable.length > 1 ? 3 : 2 }}>
            {usable.length > 1 && (
              <NativeSelect
                size="md"
                label={t('place')}
                value={scope.id}
                data={usable.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => setScopeId(event.currentTarget.value)}
              />
            )}
            <NativeSelect
              size="md"
              label={t('role')}
              value={role}
              data={roles.map((value) => ({ value, label: t(`roles.${value}`, { ns: 'common' }) }))}
              onChange={(event) => {
                const next = roles.find((known) => known === event.currentTarget.value)
                if (next) setRole(next)
              }}
            />
            <NativeSelect
              size="md"
              label={t('life')}
              value={String(hours)}
              data={LIVES_HOURS.map((value) => ({ value: String(value), label: t(`lives.${value}`) }))}
              onChange={(event) => setHours(Number(event.currentTarget.value))}
            />
          </SimpleGrid>
          <Group justify="space-between">
            <Text size="sm" c="dimmed" flex="1 1 240px">
              {t(`roleHints.${role}`, { ns: 'common' })}
            </Text>
            <Button type="submit" loading={make.isPending}>
              {t('make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
