import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/accounts.ts'
import { presenceQuery, workshopQuery } from '../api/workshops.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { Page } from '../ui/Page.tsx'
import { useLang } from '../ui/use-lang.ts'
import { ExpectedHere } from './ExpectedHere.tsx'
import { GroupCard } from './GroupCard.tsx'
import { PersonPlaces } from './PersonPlace.tsx'
import { StateBadge } from './StateBadge.tsx'

// What a coach needs comes when one is there.
const RunPart = lazyPart(async () => ({ default: (await import('./RunPart.tsx')).RunPart }))
const WaitingPart = lazyPart(async () => ({ default: (await import('./WaitingPart.tsx')).WaitingPart }))
const PackPart = lazyPart(async () => ({ default: (await import('../packs/PackPart.tsx')).PackPart }))
const OpenActionsPart = lazyPart(async () => ({
  default: (await import('../packs/OpenActionsPart.tsx')).OpenActionsPart,
}))
const SynthesisPart = lazyPart(async () => ({
  default: (await import('../packs/SynthesisPart.tsx')).SynthesisPart,
}))
const GroupScripts = lazyPart(async () => ({ default: (await import('./GroupScripts.tsx')).GroupScripts }))
const CoachingPart = lazyPart(async () => ({ default: (await import('./CoachingPart.tsx')).CoachingPart }))
const WaysIn = lazyPart(async () => ({ default: (await import('./WaysIn.tsx')).WaysIn }))
const FacilitatorsPart = lazyPart(async () => ({
  default: (await import('./FacilitatorsPart.tsx')).FacilitatorsPart,
}))

/** `/seances/:id`: where one is expected now; for who leads, the groups and who is where. */
export function WorkshopPage(): ReactNode {
  const { t } = useTranslation('workshops')
  const { workshopId } = useParams({ from: '/shell/seances/$workshopId' })
  const query = useQuery(workshopQuery(workshopId))
  if (query.data) return <WorkshopParts workshop={query.data} />
  return (
    <Page title={t('plenary')}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  )
}

function WorkshopParts({ workshop }: { workshop: WorkshopView }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const session = useQuery(sessionQuery)
  const { may, groups, cohort, outside } = workshop
  const presence = useQuery({ ...presenceQuery(workshop.id), enabled: !outside })
  // guests of one session have no page of the cohort
  const seesCohort = (session.data?.memberships ?? []).some(({ scopeKind }) => scopeKind !== 'board')
  const presentOn = (boardId: string) =>
    presence.data?.boards.find((board) => board.boardId === boardId)?.people ?? null
  const places = may.run && may.collate
  return (
    <Page
      title={workshop.title}
      trail={seesCohort ? [{ label: cohort.name, to: `/cohortes/${cohort.id}?onglet=seances` }] : []}
      actions={
        may.collate && (
          <Button component={Link} to={`/seances/${workshop.id}/mise-en-commun`} variant="default">
            {t('page.collation')}
          </Button>
        )
      }
    >
      <PersonPlaces workshop={workshop}>
        <Stack gap="lg">
          <Group gap="sm">
            <StateBadge state={workshop.state} />
            <Text c="dimmed">
              {formatMoment(workshop.startsAt, lang)} · {t('minutes', { count: workshop.minutes })}
            </Text>
          </Group>
          <ExpectedHere workshop={workshop} />
          <Suspense fallback={null}>
            {outside ? null : workshop.state === 'closed' ? (
              <PackPart workshop={workshop} />
            ) : (
              <OpenActionsPart workshop={workshop} />
            )}
          </Suspense>
          <Suspense fallback={null}>
            {may.run && (
              <RunPart
                workshop={workshop}
                presentInPlenary={workshop.plenary && presentOn(workshop.plenary.boardId)}
              />
            )}
            {places && <WaitingPart workshop={workshop} />}
          </Suspense>
          {groups.length > 0 && (
            <Stack gap="sm">
              <Title order={2} fz={20}>
                {t(groups.length === 1 && !may.run && workshop.plenary ? 'page.myGroup' : 'page.groups')}
              </Title>
              <Suspense fallback={null}>
                {may.run && workshop.state !== 'closed' && <GroupScripts workshop={workshop} />}
              </Suspense>
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {groups.map((group) => (
                  <GroupCard
                    key={group.boardId}
                    workshop={workshop}
                    group={group}
                    present={presentOn(group.boardId)}
                  />
                ))}
              </SimpleGrid>
            </Stack>
          )}
          <Suspense fallback={null}>{may.collate && <SynthesisPart workshop={workshop} />}</Suspense>
          <Suspense fallback={null}>
            {!outside && <CoachingPart workshop={workshop} />}
            {places && workshop.state !== 'closed' && (
              <WaysIn workshopId={workshop.id} lateArrivals={workshop.lateArrivals} />
            )}
            {may.manage && workshop.state !== 'closed' && <FacilitatorsPart workshop={workshop} />}
          </Suspense>
        </Stack>
      </PersonPlaces>
    </Page>
  )
}
