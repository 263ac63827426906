import type { Lang } from '@tablee/board'
import { COUNT_MIN, type PublishedCase, type PublishedStatement } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { typeset } from '../../publication/pages/typeset.ts'
import { libraryTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import type { Synthesis } from '../synthesis-store.ts'
import { perCase } from './case-pairs.ts'
import { heads } from './means-tables.ts'

/** Sentences of one audience and stake on a page. */
const SENTENCES_MAX = 60

/**
 * What editors wrote of a stake, in the reader's language; in another one where there is none in hers.
 */
export function synthesisPart(syntheses: readonly Synthesis[], stake: string, lang: Lang): Html | null {
  const own = syntheses.filter((one) => one.stake === stake)
  const shown = own.find((one) => one.lang === lang) ?? own[0]
  if (shown === undefined) return null
  const items = shown.bullets.map((bullet) => html`<li>${typeset(bullet, shown.lang)}</li>`)
  return html`<section class="stake synthesis"><h2>${libraryTexts(lang)('synthesis')}</h2><ul lang="${shown.lang}">${items}</ul></section>`
}

/** A sentence with the case that says it. */
interface Said {
  readonly document: PublishedCase
  readonly statement: PublishedStatement
}

/** What a case recommends, by stake and audience. */
const ADVICE = perCase(({ document }): ReadonlyMap<string, readonly Said[]> => {
  const advice = new Map<string, Said[]>()
  for (const { statements } of document.sections)
    for (const statement of statements) {
      if (statement.stake === undefined) continue
      const key = `${statement.stake} ${statement.audience ?? ''}`
      const said = advice.get(key) ?? []
      advice.set(key, said)
      said.push({ document, statement })
    }
  return advice
})

/** The first sentences of cases about a stake for an audience. */
function firstOf(cases: readonly LibraryCase[], key: string): Said[] {
  const found: Said[] = []
  for (const one of cases) {
    if (found.length >= SENTENCES_MAX) break
    found.push(...(ADVICE(one).get(key) ?? []))
  }
  return found.slice(0, SENTENCES_MAX)
}

/**
 * What cases recommend about a stake, by whom it is meant for, each sentence with a link to where it is told. Where
 * fewer than three cases speak of it, those under another name say nothing here: it would point them out.
 */
export function stakeBody(
  cases: readonly LibraryCase[],
  stake: string,
  { lang, full }: { lang: Lang; full: boolean },
): Html {
  const t = libraryTexts(lang)
  const speaking = cases.filter(({ terms }) => terms.get('stakes')?.includes(stake) === true)
  const shown = full || speaking.length >= COUNT_MIN ? speaking : speaking.filter(({ isNamed }) => isNamed)
  const groups = [...heads('audience', lang), { id: '', label: t('noAudience') }].map(({ id, label }) => ({
    label,
    sentences: firstOf(shown, `${stake} ${id}`),
  }))
  const count = shown.length < COUNT_MIN && !full ? t('few') : String(speaking.length)
  const parts = groups
    .filter(({ sentences }) => sentences.length > 0)
    .map(
      ({ label, sentences }) =>
        html`<section class="stake"><h2>${label}</h2><ul>${sentences.map(
          ({ document, statement }) =>
            html`<li><span lang="${document.lang}">${statement.text}</span> <a class="beside" lang="${document.lang}" href="${addressOf(`/cas/${document.slug}`, lang)}#s-${statement.id}">${document.meta.publicName}</a></li>`,
        )}</ul></section>`,
    )
  return html`<p class="small">${t('stakeCases', { count })}</p>${
    parts.length > 0 ? parts : html`<p class="note">${t('stakeNothing')}</p>`
  }`
}
