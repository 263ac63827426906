import { Button, Tabs } from '@mantine/core'
import type { Cohort } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cohortQuery } from '../api/cohorts.ts'
import { BoardsTab } from '../boards/BoardsTab.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Loaded, LoadingLines } from '../ui/Loaded.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { Page } from '../ui/Page.tsx'
import { COHORT_TABS, type CohortTab, cohortTab } from './cohort-tab.ts'
import { RenameCohortDialog } from './RenameCohortDialog.tsx'

// The first tab is what most people come for; the others bring vocabularies and forms when they are opened.
const OrganisationsTab = lazyPart(async () => ({
  default: (await import('./OrganisationsTab.tsx')).OrganisationsTab,
}))
const WorkshopsTab = lazyPart(async () => ({
  default: (await import('../workshops/WorkshopsTab.tsx')).WorkshopsTab,
}))
const OverviewTab = lazyPart(async () => ({
  default: (await import('../overview/OverviewTab.tsx')).OverviewTab,
}))
const PeopleTab = lazyPart(async () => ({ default: (await import('./PeopleTab.tsx')).PeopleTab }))
const InvitationsTab = lazyPart(async () => ({
  default: (await import('./InvitationsTab.tsx')).InvitationsTab,
}))
const ConsentsTab = lazyPart(async () => ({
  default: (await import('../consents/ConsentsTab.tsx')).ConsentsTab,
}))
const UnaskedNotice = lazyPart(async () => ({
  default: (await import('../consents/UnaskedNotice.tsx')).UnaskedNotice,
}))
const RetentionTab = lazyPart(async () => ({
  default: (await import('../retention/RetentionTab.tsx')).RetentionTab,
}))
const RetentionNotice = lazyPart(async () => ({
  default: (await import('../retention/RetentionNotice.tsx')).RetentionNotice,
}))
const CasesTab = lazyPart(async () => ({ default: (await import('../cases/CasesTab.tsx')).CasesTab }))

/** `/cohortes/:id`: everything of one cohort, as far as one's rights reach. */
export function CohortPage(): ReactNode {
  const { cohortId } = useParams({ from: '/shell/cohortes/$cohortId' })
  const cohort = useQuery(cohortQuery(cohortId))
  const { t } = useTranslation('cohorts')
  if (cohort.data) return <CohortParts cohort={cohort.data} />
  return (
    <Page title={t('cohort.title')}>
      <Loaded query={cohort}>{() => null}</Loaded>
    </Page>
  )
}

/** Which rights open a tab; none means that every member of the cohort sees it. */
const TAB_RIGHTS: Readonly<Record<CohortTab, readonly string[]>> = {
  tableaux: [],
  seances: [],
  apercu: ['cohort.overview'],
  organisations: [],
  personnes: ['people.view'],
  invitations: ['people.invite', 'people.inviteParticipants'],
  accords: ['consent.view'],
  cas: ['case.edit', 'case.publish'],
  conservation: ['retention.manage'],
}

function CohortParts({ cohort }: { cohort: Cohort }): ReactNode {
  const { t } = useTranslation('cohorts')
  const navigate = useNavigate()
  const { onglet = 'tableaux' } = useSearch({ from: '/shell/cohortes/$cohortId' })
  const [renaming, setRenaming] = useState(false)
  const tabs = COHORT_TABS.filter((tab) => {
    const rights = TAB_RIGHTS[tab]
    return rights.length === 0 || rights.some((right) => cohort.rights.includes(right))
  })
  const tab = tabs.includes(onglet) ? onglet : 'tableaux'
  const params = { cohortId: cohort.id }
  return (
    <Page
      title={cohort.name}
      trail={[{ label: cohort.programme.name, to: '/' }]}
      actions={
        <>
          {cohort.rights.includes('cohort.manage') && (
            <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setRenaming(true)}>
              {t('cohort.rename')}
            </Button>
          )}
          {cohort.rights.includes('board.create') && (
            <Button
              component={Link}
              to={`/cohortes/${cohort.id}/tableaux/nouveau`}
              leftSection={<Icon name="plus" />}
            >
              {t('cohort.openBoard')}
            </Button>
          )}
        </>
      }
    >
      {cohort.rights.includes('retention.manage') && tab !== 'conservation' && (
        <Suspense fallback={null}>
          <RetentionNotice cohortId={cohort.id} />
        </Suspense>
      )}
      {cohort.rights.includes('consent.ask') && tab === 'tableaux' && (
        <Suspense fallback={null}>
          <UnaskedNotice cohort={cohort} />
        </Suspense>
      )}
      <Tabs
        value={tab}
        onChange={(next) => {
          // The router reports its own errors on the page.
          void navigate({ to: '/cohortes/$cohortId', params, search: cohortTab(next), resetScroll: false })
        }}
      >
        <Tabs.List mb="lg" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} fz="md" py="sm">
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<LoadingLines />}>
          <Tabs.Panel value="tableaux">
            <BoardsTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="seances">
            <WorkshopsTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="apercu">
            <OverviewTab cohort={cohort} named={cohort.rights.includes('cohort.overviewNamed')} />
          </Tabs.Panel>
          <Tabs.Panel value="organisations">
            <OrganisationsTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="personnes">
            <PeopleTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="invitations">
            <InvitationsTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="accords">
            <ConsentsTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="cas">
            <CasesTab cohort={cohort} />
          </Tabs.Panel>
          <Tabs.Panel value="conservation">
            <RetentionTab cohortId={cohort.id} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
      <RenameCohortDialog cohort={cohort} opened={renaming} onClose={() => setRenaming(false)} />
    </Page>
  )
}
