import { LANGUAGES, type Lang } from '@tablee/board'
import type { Artefact } from '@tablee/cases'
import { casePage } from '../publication/pages/case-page.ts'
import { html } from '../publication/pages/html.ts'
import { pageShell } from '../publication/pages/page-shell.ts'
import type { Publishable } from '../publication/publishable.ts'
import { allCsv, allJson } from './feeds/all-cases.ts'
import { atomFeed } from './feeds/atom-feed.ts'
import { jsonFeed } from './feeds/json-feed.ts'
import { sitemap } from './feeds/sitemap.ts'
import { findCases } from './find-cases.ts'
import { shelfOf } from './library.ts'
import { type LibraryCase, libraryCase } from './library-case.ts'
import { comparePage } from './pages/compare-page.ts'
import { libraryPage } from './pages/library-page.ts'
import { WHOLE_LIBRARY } from './read-query.ts'
import { viewBody } from './views/make-view.ts'
import { tellingViews } from './views/telling-views.ts'

const WHOLE_VIEW = { query: WHOLE_LIBRARY, full: true, tellsHidden: false, base: '/cas/vues' } as const

/**
 * What the transversal views can say of a case, one under the other: around it they have the frame of the library's own
 * page. As editors read them: nothing of a lone case is kept back.
 */
function viewsAbout(found: LibraryCase, lang: Lang): string {
  const { document } = found
  const shelf = shelfOf([found])
  const bodies = tellingViews(document).map(({ id, raw }) =>
    viewBody(shelf, { ...WHOLE_VIEW, id, raw, lang, year: document.year }),
  )
  const path = WHOLE_VIEW.base
  return pageShell({ lang, title: '', description: '', path, indexed: false, main: html`${bodies}` })
}

/** Every page, view and feed in which a case can be read once it is public, as it will be sent, of this case alone. */
export function pagesAbout({ document, naming }: Publishable, site: string): Artefact[] {
  const found = libraryCase({
    caseId: document.id,
    document,
    isNamed: naming === 'named',
    counted: [],
    isVerified: true,
  })
  const shelf = shelfOf([found])
  const answer = findCases(shelf, WHOLE_LIBRARY, { full: true })
  const pages = LANGUAGES.flatMap((lang) => [
    { name: `case.${lang}.html`, text: casePage(found, { lang, site }) },
    {
      name: `gallery.${lang}.html`,
      text: libraryPage({ lang, path: '/cas', base: '/cas/vues', query: WHOLE_LIBRARY, answer }, () => null),
    },
    { name: `compare.${lang}.html`, text: comparePage([found, found], { slugs: [], isCut: false }, lang) },
    { name: `all.${lang}.csv`, text: allCsv([found], { lang, site }) },
    { name: `views.${lang}.html`, text: viewsAbout(found, lang) },
  ])
  return [
    ...pages,
    { name: 'feed.json', text: JSON.stringify(jsonFeed([found], site)) },
    { name: 'feed.atom', text: atomFeed([found], site) },
    { name: 'sitemap.xml', text: sitemap([found], site) },
    { name: 'all.json', text: allJson([found]) },
  ]
}
