import type { Lang } from '@tablee/board'
import { CASE_FACETS, OUTLINE, PUBLISHED_CASE_FORMAT } from '@tablee/cases'
import { tableCsv } from '../../exports/formats/write-csv.ts'
import { LANGUAGE_NAMES } from '../../publication/pages/language-names.ts'
import { factWords } from '../../publication/readable-case.ts'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { labelOf } from '../pages/facet-panel.ts'
import { inOrder } from './json-feed.ts'

/** What a case says of itself that is none of the facets. */
const WORDS = ['keywords', 'period', 'maturity'] as const

/** Every public case as one document, by address. */
export function allJson(library: readonly LibraryCase[]): string {
  const cases = inOrder(library).map(({ document }) => document)
  return JSON.stringify({ format: PUBLISHED_CASE_FORMAT, cases })
}

/** Every public case as a row: its facets in words, and a column for each part of its text. */
export function allCsv(
  library: readonly LibraryCase[],
  { lang, site }: { lang: Lang; site: string },
): string {
  const t = libraryTexts(lang)
  const heads = [
    t('address'),
    t('name'),
    t('naming'),
    t('language'),
    t('year'),
    t('version'),
    ...CASE_FACETS.map(({ id }) => pageTexts(lang)(id)),
    ...WORDS.map((id) => pageTexts(lang)(id)),
    ...OUTLINE.map(({ title }) => title[lang]),
  ]
  const rows = inOrder(library).map(({ document, isNamed, terms }) => [
    `${site}/cas/${document.slug}`,
    document.meta.publicName,
    isNamed ? t('named') : t('pseudonym'),
    LANGUAGE_NAMES[document.lang],
    document.year,
    document.version,
    ...CASE_FACETS.map(({ id }) => (terms.get(id) ?? []).map((term) => labelOf(id, term, lang)).join(' | ')),
    ...WORDS.map((id) => factWords(document, id, lang).join(' | ')),
    ...OUTLINE.map(({ id }) =>
      (document.sections.find((section) => section.id === id)?.statements ?? [])
        .map(({ text }) => text)
        .join('\n'),
    ),
  ])
  return tableCsv({ columns: heads.map((label) => ({ label, type: 'text' as const })), rows }, lang)
}
