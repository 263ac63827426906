import type { Lang } from '@tablee/board'
import { COUNT_MIN } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { libraryTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { heads } from './means-tables.ts'

/** Sentences of one audience and stake on a page. */
const SENTENCES_MAX = 60

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
  const said = shown.flatMap(({ document }) =>
    document.sections.flatMap(({ statements }) =>
      statements
        .filter((statement) => statement.stake === stake)
        .map((statement) => ({ document, statement })),
    ),
  )
  const groups = [...heads('audience', lang), { id: '', label: t('noAudience') }].map(({ id, label }) => ({
    label,
    sentences: said.filter(({ statement }) => (statement.audience ?? '') === id).slice(0, SENTENCES_MAX),
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
