import type { Lang } from '@tablee/board'
import { CASE_FACETS, OUTLINE } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { addressOf, pageShell } from '../../publication/pages/page-shell.ts'
import { typeset } from '../../publication/pages/typeset.ts'
import { factWords } from '../../publication/readable-case.ts'
import { libraryTexts, pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { labelOf } from './facet-panel.ts'

/** What is said in a list of its own of each case. */
const LISTED = new Set<string>(['opportunity', 'obstacle', 'effect'])

/** Cases side by side, part by part; `asked` are the addresses that were chosen, also of those that are gone. */
export function comparePage(
  compared: readonly LibraryCase[],
  asked: { slugs: readonly string[]; isCut: boolean },
  lang: Lang,
): string {
  const t = libraryTexts(lang)
  const slugs = compared.map(({ document }) => document.slug)
  return pageShell({
    lang,
    title: `${t('compareTitle')} – Tablée`,
    description: '',
    path: '/cas/comparer',
    // what is gone is repeated nowhere
    query: slugs.map((slug) => ['cas', slug]),
    indexed: false,
    main: html`<div class="comparison">
<p class="back"><a href="${addressOf('/cas', lang)}">${pageTexts(lang)('backToGallery')}</a></p>
<h1>${t('compareTitle')}</h1>
${asked.isCut && html`<p class="note" role="status">${t('compareCut')}</p>`}
${asked.slugs.length > compared.length && html`<p class="note" role="status">${t('compareGone')}</p>`}
${compared.length < 2 ? html`<p class="lead">${t('compareChoose')}</p>` : html`<p class="lead">${t('compareLead')}</p>${table(compared, lang)}`}
</div>`,
  })
}

function table(compared: readonly LibraryCase[], lang: Lang): Html {
  const t = libraryTexts(lang)
  const heads = compared.map(
    ({ document, isNamed }) =>
      html`<th scope="col"><a lang="${document.lang}" href="${addressOf(`/cas/${document.slug}`, lang)}">${document.meta.publicName}</a>${!isNamed && html`<span class="naming">${t('pseudonym')}</span>`}</th>`,
  )
  return html`<div class="wide" role="region" tabindex="0" aria-label="${t('compareTable')}"><table class="sides">
<caption class="heard">${t('compareTable')}</caption>
<thead><tr><td class="corner"></td>${heads}</tr></thead>
<tbody>${facetRows(compared, lang)}${factRows(compared, lang)}${sectionRows(compared, lang)}</tbody>
</table></div>`
}

function facetRows(compared: readonly LibraryCase[], lang: Lang): Html[] {
  return CASE_FACETS.filter(
    ({ id }) => !LISTED.has(id) && compared.some(({ terms }) => (terms.get(id) ?? []).length > 0),
  ).map(({ id }) =>
    row(
      pageTexts(lang)(id),
      compared.map(
        ({ terms }) => html`${(terms.get(id) ?? []).map((term) => labelOf(id, term, lang)).join(', ')}`,
      ),
      lang,
    ),
  )
}

function factRows(compared: readonly LibraryCase[], lang: Lang): Html[] {
  return (['period', 'keywords', 'maturity'] as const).flatMap((fact) => {
    const cells = compared.map(({ document }) => factWords(document, fact, lang).join(', '))
    return cells.every((cell) => cell === '')
      ? []
      : row(
          pageTexts(lang)(fact),
          cells.map((cell) => html`${cell}`),
          lang,
        )
  })
}

function sectionRows(compared: readonly LibraryCase[], lang: Lang): Html[] {
  return OUTLINE.flatMap(({ id, title }) => {
    const columns = compared.map(({ document }) => ({
      lang: document.lang,
      statements: document.sections.find((section) => section.id === id)?.statements ?? [],
    }))
    if (columns.every(({ statements }) => statements.length === 0)) return []
    const cells = columns.map(
      ({ lang: textLang, statements }) =>
        statements.length > 0 &&
        html`<ul lang="${textLang}">${statements.map(({ text }) => html`<li>${typeset(text, textLang)}</li>`)}</ul>`,
    )
    return row(title[lang], cells, lang)
  })
}

function row(title: string, cells: readonly (Html | false)[], lang: Lang): Html {
  const nothing = libraryTexts(lang)('nothingSaid')
  return html`<tr><th scope="row">${title}</th>${cells.map((cell) => html`<td>${cell === false || cell.markup === '' ? nothing : cell}</td>`)}</tr>`
}
