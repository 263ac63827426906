import type { Lang } from '@tablee/board'
import type { CaseFacetId, PublishedCase } from '@tablee/cases'
import type { ConsentSpread } from '@tablee/contract'
import { casePath } from '../../publication/case-address.ts'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf } from '../../publication/pages/page-shell.ts'
import { runningText } from '../../publication/pages/running-text.ts'
import { typeset } from '../../publication/pages/typeset.ts'
import type { Excerpt } from '../../search/excerpt.ts'
import { libraryTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { labelOf } from './facet-panel.ts'

/** Length of the words shown of a case in the list, in characters. */
const TEASER_MAX = 200
const ON_CARD: readonly CaseFacetId[] = ['sector', 'projectKind', 'outcome']

/** A case in the list: its name, its first words or those that were looked for, and what it is about. */
export function caseCard(
  found: LibraryCase,
  options: { lang: Lang; excerpt: Excerpt | null; spread?: ConsentSpread },
): Html {
  const { lang, excerpt, spread = 'public' } = options
  const { slug, lang: textLang, meta } = found.document
  const t = libraryTexts(lang)
  const labels = ON_CARD.flatMap((facet) =>
    (found.terms.get(facet) ?? []).map((term) => labelOf(facet, term, lang)),
  )
  const about = excerpt === null ? html`${typeset(teaserOf(found), textLang)}` : marked(excerpt)
  const link = html`<a href="${addressOf(casePath({ slug, spread }), lang)}">${meta.publicName}</a>`
  // those for few stand under the title of whom they are for
  const name =
    spread === 'public'
      ? html`<h2 lang="${textLang}">${link}</h2>`
      : html`<h3 lang="${textLang}">${link}</h3>`
  return html`<li class="card">${name}
${!found.isNamed && html`<p class="naming">${t('pseudonym')}</p>`}
<p lang="${textLang}">${about}</p>
${labels.length > 0 && html`<p class="labels">${labels.join('\u00a0· ')}</p>`}
${spread === 'public' && html`<p class="pick"><label><input type="checkbox" name="cas" value="${slug}" aria-label="${t('compareThis', { name: meta.publicName })}"> ${t('compareCheck')}</label></p>`}</li>`
}

/** The beginning of a case's description, or of whatever comes first. */
export function teaserOf({ document }: { document: Pick<PublishedCase, 'sections'> }): string {
  const about = document.sections.find(({ id }) => id === 'description') ?? document.sections[0]
  const text = runningText(about?.statements.map((statement) => statement.text) ?? [])
  return text.length > TEASER_MAX ? `${text.slice(0, TEASER_MAX - 1).trimEnd()}…` : text
}

function marked({ text, found }: Excerpt): Html {
  let from = 0
  const parts: Html[] = []
  for (const [start, end] of found) {
    parts.push(html`${text.slice(from, start)}<mark>${text.slice(start, end)}</mark>`)
    from = end
  }
  return html`${parts}${text.slice(from)}`
}
