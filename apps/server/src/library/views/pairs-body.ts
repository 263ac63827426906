import type { Lang } from '@tablee/board'
import { COUNT_MIN, type PublishedStatement } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { typeset } from '../../publication/pages/typeset.ts'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { perCase } from './case-pairs.ts'
import { labelOfTerm, type TableOf, termsOf } from './cross-tables.ts'
import { type Head, heads } from './means-tables.ts'

/** Pairs of sentences under one head of a page. */
const PAIRS_MAX = 12

/** Two sentences of a case that belong together, and the head that they are read under. */
interface Pair {
  readonly head: string
  readonly found: LibraryCase
  readonly first: PublishedStatement
  readonly second: PublishedStatement
}

const statementsOf = ({ document }: LibraryCase): PublishedStatement[] =>
  document.sections.flatMap(({ statements }) => statements)

/** Each obstacle with what answered it. */
export function answersBody(of: TableOf): Html | null {
  return pairsBody(of, of.cases.flatMap(ANSWERS), {
    all: heads('obstacle', of.lang),
    between: pageTexts(of.lang)('answer'),
  })
}

const ANSWERS = perCase((found): readonly Pair[] => {
  const statements = statementsOf(found)
  return statements.flatMap((second): Pair[] => {
    if (second.of === undefined || second.quote === true) return []
    const first = statements.find(({ id }) => id === second.of)
    return first?.tags.map((head) => ({ head, found, first, second })) ?? []
  })
})

/** What two roles tell differently, under the role that is named first; each pair once. */
export function contrastsBody(of: TableOf): Html | null {
  const roles = heads('roleClass', of.lang)
  const between = `${pageTexts(of.lang)('otherView')}${of.lang === 'fr' ? '\u00a0:' : ':'}`
  return pairsBody(of, of.cases.flatMap(CONTRASTS), { all: roles, between })
}

/** The place of each role in its vocabulary. */
const RANKS = new Map(termsOf('perspectives', 'roleClass').map((id, at) => [id, at]))
const rankOf = ({ role = '' }: PublishedStatement): number => RANKS.get(role) ?? RANKS.size

const CONTRASTS = perCase((found): readonly Pair[] => {
  const statements = statementsOf(found)
  const known = new Set<string>()
  return statements.flatMap((statement): Pair[] =>
    (statement.contrast ?? []).flatMap((id): Pair[] => {
      const other = statements.find((one) => one.id === id)
      const key = [statement.id, id].sort().join(' ')
      if (other === undefined || known.has(key)) return []
      known.add(key)
      const [first, second] =
        rankOf(statement) <= rankOf(other) ? [statement, other] : ([other, statement] as const)
      return first.role === undefined ? [] : [{ head: first.role, found, first, second }]
    }),
  )
})

/**
 * Pairs by head, each with the case that tells it. Under a head of fewer than three cases, those under another name say
 * nothing here: it would point them out.
 */
function pairsBody(
  { lang, full }: Pick<TableOf, 'lang' | 'full'>,
  pairs: readonly Pair[],
  { all, between }: { all: readonly Head[]; between: string },
): Html | null {
  const byHead = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const own = byHead.get(pair.head)
    if (own) own.push(pair)
    else byHead.set(pair.head, [pair])
  }
  const parts = all.flatMap(({ id, label }) => {
    const own = byHead.get(id) ?? []
    const isOpen = full || new Set(own.map(({ found }) => found)).size >= COUNT_MIN
    const shown = own.filter(({ found }) => isOpen || found.isNamed)
    if (shown.length === 0) return []
    const items = shown.slice(0, PAIRS_MAX).map((pair) => pairItem(pair, between, lang))
    return html`<section class="stake"><h3>${label}</h3><ul class="pairs">${items}</ul>${
      shown.length > PAIRS_MAX && html`<p class="small">${libraryTexts(lang)('morePairs')}</p>`
    }</section>`
  })
  return parts.length === 0 ? null : html`<h2>${libraryTexts(lang)('inTheirWords')}</h2>${parts}`
}

function pairItem({ found: { document }, first, second }: Pair, between: string, lang: Lang): Html {
  const { slug, meta, lang: textLang } = document
  const sentence = ({ text, role }: PublishedStatement, before: Html | false): Html =>
    html`<p>${before}<span lang="${textLang}">${typeset(text, textLang)}</span>${role !== undefined && html` <span class="beside">${labelOfTerm('roleClass', role, lang)}</span>`}</p>`
  return html`<li>${sentence(first, false)}${sentence(second, html`<strong>${between}</strong> `)}<p class="from"><a lang="${textLang}" href="${addressOf(`/cas/${slug}`, lang)}#s-${first.id}">${meta.publicName}</a></p></li>`
}
