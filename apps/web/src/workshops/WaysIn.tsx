import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { workshopInvitationQuery } from '../api/workshops.ts'
import { InvitationCard } from '../invitations/InvitationCard.tsx'
import { Loaded } from '../ui/Loaded.tsx'

/** Which session, and where somebody goes who has no group. */
export interface WaysInProps {
  workshopId: string
  lateArrivals: WorkshopView['lateArrivals']
}

/** The one link and code of a session: people say where they come from and land in their group. */
export function WaysIn({ workshopId, lateArrivals }: WaysInProps): ReactNode {
  const { t } = useTranslation('workshops')
  const query = workshopInvitationQuery(workshopId)
  const invitation = useQuery(query)
  return (
    <Stack gap="xs" component="section">
      <Title order={2} fz={20}>
        {t('page.invite')}
      </Title>
      <Text c="dimmed">{t(lateArrivals === 'byHand' ? 'page.inviteHintByHand' : 'page.inviteHint')}</Text>
      <Paper p={0}>
        <Loaded query={invitation}>
          {(open) => <InvitationCard invitation={open} initiallyOpen={false} refresh={query.queryKey} />}
        </Loaded>
      </Paper>
      <Group>
        <Button component={Link} to={`/seances/${workshopId}/imprimer`} variant="subtle" size="sm">
          {t('print.link')}
        </Button>
      </Group>
    </Stack>
  )
}
