import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { returnPath } from './accounts/return-path.ts'
import { sessionQuery, setupQuery } from './api/accounts.ts'
import { cohortTab } from './cohorts/cohort-tab.ts'
import { LoadingLines } from './ui/Loaded.tsx'
import { NotFoundPage } from './ui/NotFoundPage.tsx'
import { RouteProblem } from './ui/RouteProblem.tsx'
import { Shell } from './ui/Shell.tsx'

/** What every route may use. */
interface RouterContext {
  client: QueryClient
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet })

const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell })

/** Lets nobody but signed-in people further; the others come back here after signing in. */
async function requirePerson({ context, location }: { context: RouterContext; location: { href: string } }) {
  const { person } = await context.client.ensureQueryData(sessionQuery)
  if (person) return
  const { needed } = await context.client.ensureQueryData(setupQuery)
  if (needed) throw redirect({ to: '/installation' })
  throw redirect({ to: '/connexion', search: { retour: returnPath(location.href) } })
}

const setupRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/installation',
  component: lazyRouteComponent(() => import('./accounts/SetupPage.tsx'), 'SetupPage'),
})

const signInRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connexion',
  validateSearch: (search: { retour?: unknown }): { retour?: string } =>
    search.retour === undefined ? {} : { retour: returnPath(search.retour) },
  component: lazyRouteComponent(() => import('./accounts/SignInPage.tsx'), 'SignInPage'),
})

const joinRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rejoindre',
  component: lazyRouteComponent(() => import('./accounts/JoinPage.tsx'), 'JoinPage'),
})

const consentByLinkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accord',
  component: lazyRouteComponent(() => import('./consents/ConsentByLinkPage.tsx'), 'ConsentByLinkPage'),
})

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./cohorts/HomePage.tsx'), 'HomePage'),
})

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/recherche',
  beforeLoad: requirePerson,
  validateSearch: (search: { q?: unknown; cohorte?: unknown }): { q?: string; cohorte?: string } => ({
    ...(search.q !== undefined && { q: String(search.q) }),
    ...(typeof search.cohorte === 'string' && { cohorte: search.cohorte }),
  }),
  component: lazyRouteComponent(() => import('./search/SearchPage.tsx'), 'SearchPage'),
})

const forYouRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/pour-vous',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./comments/ForYouPage.tsx'), 'ForYouPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/compte',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./accounts/AccountPage.tsx'), 'AccountPage'),
})

const cohortRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId',
  beforeLoad: requirePerson,
  validateSearch: (search: { onglet?: unknown }) => cohortTab(search.onglet),
  component: lazyRouteComponent(() => import('./cohorts/CohortPage.tsx'), 'CohortPage'),
})

const retentionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conservation',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./retention/RetentionPage.tsx'), 'RetentionPage'),
})

// for whoever was erased: she has no account any more
const erasureRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/effacement/$erasureId',
  component: lazyRouteComponent(() => import('./erasure/ErasurePage.tsx'), 'ErasurePage'),
})

const newBoardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId/tableaux/nouveau',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./boards/NewBoardPage.tsx'), 'NewBoardPage'),
})

const newWorkshopRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId/seances/nouvelle',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./workshops/NewWorkshopPage.tsx'), 'NewWorkshopPage'),
})

const workshopRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/seances/$workshopId',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./workshops/WorkshopPage.tsx'), 'WorkshopPage'),
})

const collationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/seances/$workshopId/mise-en-commun',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./workshops/CollationPage.tsx'), 'CollationPage'),
})

const printRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/seances/$workshopId/imprimer',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./workshops/PrintPage.tsx'), 'PrintPage'),
})

const consentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId/accord/$organisationId',
  beforeLoad: requirePerson,
  validateSearch: (search: { cas?: unknown }): { cas?: string } =>
    typeof search.cas === 'string' ? { cas: search.cas } : {},
  component: lazyRouteComponent(() => import('./consents/ConsentByAccountPage.tsx'), 'ConsentByAccountPage'),
})

const newCaseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId/cas/nouveau',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./cases/NewCasePage.tsx'), 'NewCasePage'),
})

const caseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cohortes/$cohortId/cas/$caseId',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./cases/CasePage.tsx'), 'CasePage'),
})

const snapshotsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tableaux/$boardId/instantanes',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./boards/SnapshotsPage.tsx'), 'SnapshotsPage'),
})

const rehearsalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tableaux/$boardId/repetition',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./rehearsal/RehearsalPage.tsx'), 'RehearsalPage'),
})

const methodsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/methodes',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./templates/MethodsPage.tsx'), 'MethodsPage'),
})

const editMethodRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/methodes/$templateId',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./templates/editor/EditMethodPage.tsx'), 'EditMethodPage'),
})

const vocabulariesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/programmes/$programmeId/vocabulaires',
  beforeLoad: requirePerson,
  component: lazyRouteComponent(() => import('./vocabularies/VocabulariesPage.tsx'), 'VocabulariesPage'),
})

const loadBoardPage = () => import('./boards/opening.ts')

// Outside the shell: the canvas takes the whole window.
const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tableaux/$boardId',
  beforeLoad: async ({ context, location, params, preload }) => {
    const page = loadBoardPage()
    await requirePerson({ context, location })
    // who only points at a link opens nothing yet
    if (preload) return
    page.then(({ askAhead }) => askAhead(context.client, params.boardId)).catch(() => undefined)
  },
  component: lazyRouteComponent(loadBoardPage, 'BoardPage'),
  // a sign of waiting does not keep the board waiting
  pendingMinMs: 0,
})

/** The plan and the tables of a board are a page of their own, which loads neither the canvas nor this app. */
const leaveForPage = ({ location }: { location: { href: string } }) => {
  throw redirect({ href: location.href, reloadDocument: true })
}

const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tableaux/$boardId/plan',
  beforeLoad: leaveForPage,
})

const tableRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tableaux/$boardId/tableau',
  beforeLoad: leaveForPage,
})

const resultsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tableaux/$boardId/resultats',
  beforeLoad: leaveForPage,
})

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    setupRoute,
    signInRoute,
    joinRoute,
    consentByLinkRoute,
    homeRoute,
    searchRoute,
    forYouRoute,
    accountRoute,
    retentionRoute,
    erasureRoute,
    cohortRoute,
    newBoardRoute,
    newWorkshopRoute,
    workshopRoute,
    collationRoute,
    printRoute,
    consentRoute,
    newCaseRoute,
    caseRoute,
    snapshotsRoute,
    rehearsalRoute,
    methodsRoute,
    editMethodRoute,
    vocabulariesRoute,
  ]),
  boardRoute,
  planRoute,
  tableRoute,
  resultsRoute,
])

/** The pages and who may open them. The addresses are French, as the people who read them aloud. */
export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: LoadingLines,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: RouteProblem,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
