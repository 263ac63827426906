import type { Lang } from '@tablee/board'
import type { ConsentSpread } from '@tablee/contract'
import { RESERVED_PATH } from '../../publication/case-address.ts'
import { html } from '../../publication/pages/html.ts'
import { addressOf, pageShell } from '../../publication/pages/page-shell.ts'
import { pageTexts } from '../../texts.ts'
import type { LibraryCase } from '../library-case.ts'
import { caseCard } from './case-card.ts'

const GROUPS = [
  ['cohort', 'reservedOfCohort'],
  ['programme', 'reservedOfProgramme'],
] as const

/** The cases that somebody may read because she takes part, those of her cohorts before those of her programmes. */
export function reservedPage(
  cases: readonly { readonly found: LibraryCase; readonly spread: ConsentSpread }[],
  lang: Lang,
): string {
  const t = pageTexts(lang)
  const parts = GROUPS.flatMap(([spread, title]) => {
    const own = cases.filter((each) => each.spread === spread)
    if (own.length === 0) return []
    const cards = own.map(({ found }) => caseCard(found, { lang, excerpt: null, spread }))
    return [html`<h2>${t(title)}</h2><ul class="cards">${cards}</ul>`]
  })
  return pageShell({
    lang,
    title: `${t('reservedTitle')} – Tablée`,
    description: '',
    path: RESERVED_PATH,
    indexed: false,
    main: html`<div class="gallery">
<p class="back"><a href="${addressOf('/cas', lang)}">${t('backToGallery')}</a></p>
<h1>${t('reservedTitle')}</h1>
<p class="lead">${t(parts.length > 0 ? 'reservedLead' : 'reservedNone')}</p>
<div class="found">${parts}</div></div>`,
  })
}
