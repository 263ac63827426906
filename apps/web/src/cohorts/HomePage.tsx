import { Anchor, Button, List, Stack, Title } from '@mantine/core'
import { allows } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/accounts.ts'
import { programmesQuery } from '../api/cohorts.ts'
import { SearchField } from '../search/SearchField.tsx'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loaded, LoadingLines } from '../ui/Loaded.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { Page } from '../ui/Page.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { NewProgrammeDialog } from './NewProgrammeDialog.tsx'
import { ProgrammeSection } from './ProgrammeSection.tsx'

const FollowedCohort = lazyPart(async () => ({
  default: (await import('../overview/FollowedCohort.tsx')).FollowedCohort,
}))

const OwnWorkshops = lazyPart(async () => ({
  default: (await import('../workshops/OwnWorkshops.tsx')).OwnWorkshops,
}))

/** `/`: the programmes, cohorts and boards that one may see. */
export function HomePage(): ReactNode {
  const { t } = useTranslation('cohorts')
  const session = useQuery(sessionQuery)
  const places = useQuery(programmesQuery)
  const [creating, setCreating] = useState(false)
  const mayCreate = allows('programme.create', session.data?.memberships ?? [], {})
  const coaches = session.data?.memberships.some(({ role }) => role === 'coach') ?? false
  const mayKeep = allows('retention.manage', session.data?.memberships ?? [], {})
  const pays = session.data?.memberships.some(({ role }) => role === 'funder') ?? false
  const name = session.data?.person?.name
  const started = (places.data?.programmes.length ?? 0) > 0
  return (
    <Page
      title={name === undefined ? t('home.title') : t('home.hello', { name })}
      actions={
        <>
          {coaches && (
            // the header of a phone has no room for it
            <Button component={Link} to="/methodes" variant="default" hiddenFrom="sm">
              {t('methods', { ns: 'common' })}
            </Button>
          )}
          {mayKeep && started && (
            <Button component={Link} to="/conservation" variant="default">
              {t('retention', { ns: 'common' })}
            </Button>
          )}
          {mayCreate && started && (
            <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
              {t('home.newProgramme')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={places}>
        {({ programmes, followed, boards }) => (
          <Stack gap="xl">
            {(started || boards.length > 0) && <SearchField />}
            <Suspense fallback={null}>
              <OwnWorkshops />
            </Suspense>
            {programmes.map((programme) => (
              <ProgrammeSection key={programme.id} programme={programme} />
            ))}
            {followed.length > 0 && (
              <Suspense fallback={<LoadingLines />}>
                {followed.map((cohort, at) => (
                  <FollowedCohort
                    key={cohort.id}
                    cohort={cohort}
                    number={followed.length > 1 ? at + 1 : null}
                  />
                ))}
              </Suspense>
            )}
            {boards.length > 0 && (
              <Stack gap="sm">
                <Title order={2} fz={20}>
                  {t('home.invitedBoards')}
                </Title>
                <List listStyleType="none" spacing="xs">
                  {boards.map((board) => (
                    <List.Item key={board.id}>
                      <Anchor component={Link} to={`/tableaux/${board.id}`}>
                        {board.title}
                      </Anchor>
                    </List.Item>
                  ))}
                </List>
              </Stack>
            )}
            {!started && mayCreate && <FirstSteps onCreate={() => setCreating(true)} />}
            {!started && !mayCreate && boards.length === 0 && followed.length === 0 && (
              <NothingHere pays={pays} />
            )}
          </Stack>
        )}
      </Loaded>
      <NewProgrammeDialog opened={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

/** What is said to who has no place here; a funder has one, and sees by it what everybody sees. */
function NothingHere({ pays }: { pays: boolean }): ReactNode {
  const { t } = useTranslation('cohorts')
  if (pays)
    return (
      <EmptyPlace title={t('home.funderTitle')} text={t('home.funderText')}>
        <Button component="a" href="/cas">
          {t('home.funderRead')}
        </Button>
      </EmptyPlace>
    )
  return (
    <EmptyPlace title={t('home.nothingTitle')} text={t('home.nothingText')}>
      <Button component={Link} to="/rejoindre">
        {t('home.join')}
      </Button>
    </EmptyPlace>
  )
}
