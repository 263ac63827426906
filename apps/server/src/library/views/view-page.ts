import type { Lang } from '@tablee/board'
import { type Html, html } from '../../publication/pages/html.ts'
import { openData } from '../../publication/pages/open-data.ts'
import { addressOf, pageShell, type Query } from '../../publication/pages/page-shell.ts'
import { type LibraryTextKey, libraryTexts, pageTexts } from '../../texts.ts'
import { type Asked, chosenTerms, facetPanel } from '../pages/facet-panel.ts'
import { queryOf } from '../read-query.ts'

/** The transversal views, in the order in which they are offered. */
export const VIEWS = [
  { id: 'matrice', title: 'viewMatrix', lead: 'viewMatrixLead' },
  { id: 'miroir', title: 'viewMirror', lead: 'viewMirrorLead' },
  { id: 'effets', title: 'viewEffects', lead: 'viewEffectsLead' },
  { id: 'couverture', title: 'viewCoverage', lead: 'viewCoverageLead' },
  { id: 'parcours', title: 'viewCourse', lead: 'viewCourseLead' },
  { id: 'mutualisation', title: 'viewPooling', lead: 'viewPoolingLead' },
  { id: 'financement', title: 'viewFunding', lead: 'viewFundingLead' },
  { id: 'enjeux', title: 'viewStakes', lead: 'viewStakesLead' },
  { id: 'questions', title: 'viewQuestions', lead: 'viewQuestionsLead' },
] as const satisfies readonly { id: string; title: LibraryTextKey; lead: LibraryTextKey }[]

/** The id of a view. */
export type ViewId = (typeof VIEWS)[number]['id']

/** A choice of a view that is none of the library's facets. */
export interface ViewOption {
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string
}

/** The frame of a view: the other views, the library's facets, and what the view shows. */
export function viewPage(
  asked: Asked & { base: string },
  view: { id: ViewId; option: ViewOption | null; body: Html },
): string {
  const { lang, path, query, answer, base } = asked
  const t = libraryTexts(lang)
  const known = VIEWS.find(({ id }) => id === view.id) ?? VIEWS[0]
  const total =
    answer.total.shown === 'exact' ? pageTexts(lang)('results', { count: answer.total.count }) : t('fewCases')
  return pageShell({
    lang,
    title: `${t(known.title)} – Tablée`,
    description: t(known.lead),
    path,
    query: [...(asked.kept ?? []), ...queryOf(query)],
    indexed: query.choices.size === 0 && view.option?.value === view.option?.options[0]?.value,
    main: html`<div class="gallery view">
<p class="back"><a href="${addressOf('/cas', lang)}">${pageTexts(lang)('backToGallery')}</a></p>
<h1>${t(known.title)}</h1>
<p class="lead">${t(known.lead)}</p>
${viewLinks(base, view.id, asked)}
<div class="shelf">
${facetPanel(asked)}
<div class="found">
${view.option && optionForm(asked, view.option)}
${chosenTerms(asked)}
<p class="count" role="status">${total}</p>
${view.body}
</div></div></div>`,
    footer: openData(lang),
  })
}

function viewLinks(base: string, current: ViewId, { lang, query }: Asked): Html {
  const t = libraryTexts(lang)
  const links = VIEWS.map(({ id, title }) =>
    id === current
      ? html`<li><span aria-current="page">${t(title)}</span></li>`
      : html`<li><a href="${addressOf(`${base}/${id}`, lang, queryOf({ ...query, page: 1 }))}">${t(title)}</a></li>`,
  )
  return html`<nav class="views" aria-label="${t('views')}"><ul>${links}</ul></nav>`
}

function optionForm({ lang, path, query }: Asked, { name, label, options, value }: ViewOption): Html {
  const kept = queryOf({ ...query, page: 1 }).map(
    ([each, term]) => html`<input type="hidden" name="${each}" value="${term}">`,
  )
  const choices = options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
  )
  return html`<form class="option" action="${path}" method="get"><label for="option">${label}</label>
<select id="option" name="${name}">${choices}</select>${kept}<input type="hidden" name="lang" value="${lang}">
<button type="submit">${libraryTexts(lang)('show')}</button></form>`
}

/** The views as links, for the library's own page. */
export function viewList(base: string, lang: Lang, query: Query): Html {
  const t = libraryTexts(lang)
  return html`<nav class="views" aria-label="${t('views')}"><ul>${VIEWS.map(({ id, title }) => html`<li><a href="${addressOf(`${base}/${id}`, lang, query)}">${t(title)}</a></li>`)}</ul></nav>`
}
