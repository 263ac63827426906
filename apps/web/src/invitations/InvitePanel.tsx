import { Stack, Text, Title } from '@mantine/core'
import type { Invitation, ScopeKind } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invitationsQuery } from '../api/invitations.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { InvitationCard } from './InvitationCard.tsx'
import { type InviteScope, NewInvitationForm } from './NewInvitationForm.tsx'

/** Where invitations are made and listed. */
export interface InvitePanelProps {
  place: { kind: ScopeKind; id: string }
  /** The places that one can invite to from here; the first is the default. */
  scopes: readonly InviteScope[]
  rights: readonly string[]
}

/** Makes invitations and shows those that are open: link, code, QR, expiry, revocation. */
export function InvitePanel({ place, scopes, rights }: InvitePanelProps): ReactNode {
  const { t } = useTranslation('invitations')
  const invitations = useQuery(invitationsQuery(place.kind, place.id))
  // The one just made opens with its code in large letters: somebody is waiting for it.
  const [fresh, setFresh] = useState<string | null>(null)
  return (
    <Stack gap="lg">
      <NewInvitationForm
        scopes={scopes}
        rights={rights}
        refresh={invitationsQuery(place.kind, place.id).queryKey}
        onMade={(invitation) => setFresh(invitation.id)}
      />
      <Loaded query={invitations}>
        {({ invitations: all }) => {
          const open = all.filter(isOpen)
          if (open.length === 0) return <Text c="dimmed">{t('none')}</Text>
          return (
            <Stack gap="xs">
              <Title order={2} fz={20}>
                {t('open', { count: open.length })}
              </Title>
              {freshFirst(open, fresh).map((invitation) => (
                <InvitationCard
                  key={invitation.id}
                  invitation={invitation}
                  initiallyOpen={invitation.id === fresh}
                  refresh={invitationsQuery(place.kind, place.id).queryKey}
                />
              ))}
            </Stack>
          )
        }}
      </Loaded>
    </Stack>
  )
}

function isOpen({ revokedAt, expiresAt, uses, maxUses }: Invitation): boolean {
  return revokedAt === null && Date.parse(expiresAt) > Date.now() && (maxUses === null || uses < maxUses)
}

function freshFirst(invitations: readonly Invitation[], fresh: string | null): Invitation[] {
  return invitations.toSorted(
    (a, b) => Number(b.id === fresh) - Number(a.id === fresh) || b.createdAt.localeCompare(a.createdAt),
  )
}
