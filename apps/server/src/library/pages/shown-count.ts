import { LANGUAGES, type Lang } from '@tablee/board'
import type { ShownCount } from '@tablee/cases'
import { type Html, html } from '../../publication/pages/html.ts'
import { libraryTexts } from '../../texts.ts'

function unsaid(lang: Lang, seen: 'few' | 'withheld', heard: 'fewWords' | 'withheldWords'): Html {
  const t = libraryTexts(lang)
  return html`<span class="n"><span aria-hidden="true">${t(seen)}</span><span class="heard">${t(heard)}</span></span>`
}

/** Most counts are one of these. */
const FEW: ReadonlyMap<Lang, Html> = new Map(LANGUAGES.map((lang) => [lang, unsaid(lang, 'few', 'fewWords')]))

/** A count as it is read, by eye and by ear. */
export function countHtml(count: ShownCount, lang: Lang): Html {
  if (count.shown === 'exact') return html`<span class="n">${count.count}</span>`
  const few = count.shown === 'few' && FEW.get(lang)
  return few || unsaid(lang, 'withheld', 'withheldWords')
}
