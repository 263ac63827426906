import { LANGUAGES } from '@tablee/board'
import type { Artefact } from '@tablee/cases'
import { casePage } from '../publication/pages/case-page.ts'
import type { Publishable } from '../publication/publishable.ts'
import { allCsv, allJson } from './feeds/all-cases.ts'
import { atomFeed } from './feeds/atom-feed.ts'
import { jsonFeed } from './feeds/json-feed.ts'
import { sitemap } from './feeds/sitemap.ts'
import { findCases } from './find-cases.ts'
import { shelfOf } from './library.ts'
import { libraryCase } from './library-case.ts'
import { comparePage } from './pages/compare-page.ts'
import { libraryPage } from './pages/library-page.ts'
import { WHOLE_LIBRARY } from './read-query.ts'

/** Every page and feed in which a case can be read once it is public, as it will be sent, of this case alone. */
export function pagesAbout({ document, naming }: Publishable, site: string): Artefact[] {
  const found = libraryCase({
    caseId: document.id,
    cohortId: '',
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
  ])
  return [
    ...pages,
    { name: 'feed.json', text: JSON.stringify(jsonFeed([found], site)) },
    { name: 'feed.atom', text: atomFeed([found], site) },
    { name: 'sitemap.xml', text: sitemap([found], site) },
    { name: 'all.json', text: allJson([found]) },
  ]
}
