import type { Lang } from '@tablee/board'
import { pageTexts } from '../../texts.ts'
import type { ReadableBlock, ReadableItem } from '../readable-case.ts'
import { type Html, html } from './html.ts'

/** The parts of a case as a page; also shown in the preview. */
export function caseText(
  { blocks, lang: textLang }: { blocks: readonly ReadableBlock[]; lang: string },
  lang: Lang,
): Html[] {
  return blocks.map(({ id, title, sections }) => {
    const inBlock = sections.map((section) => {
      const text = sectionText(section.items, lang)
      return html`<section id="${section.id}"><h3>${section.title}</h3><div lang="${textLang}">${text}</div></section>`
    })
    return html`<section class="block ${id}"><h2>${title}</h2>${inBlock}</section>`
  })
}

function sectionText(items: readonly ReadableItem[], lang: Lang): Html {
  const [only, ...others] = items
  return only !== undefined && others.length === 0
    ? html`<p id="s-${only.id}">${sentence(only, lang)}</p>`
    : html`<ul>${listed(items, 0, lang)}</ul>`
}

/** The items of one depth, each with those under it. */
function listed(items: readonly ReadableItem[], depth: number, lang: Lang): Html[] {
  const heads = items.flatMap((item, at) => (item.depth === depth ? [{ item, at }] : []))
  return heads.map(({ item, at }, number) => {
    const under = items.slice(at + 1, heads[number + 1]?.at)
    return html`<li id="s-${item.id}">${sentence(item, lang)}${
      under.length > 0 && html`<ul class="under">${listed(under, depth + 1, lang)}</ul>`
    }</li>`
  })
}

function sentence({ before, text, marks, otherViews }: ReadableItem, lang: Lang): Html {
  return html`${before !== null && html`<strong lang="${lang}">${before}</strong> `}${lines(text)}${
    marks.length > 0 && html` <span class="beside" lang="${lang}">${marks.join(' · ')}</span>`
  }${otherViews.map(
    (id) => html` <a class="beside" lang="${lang}" href="#s-${id}">${pageTexts(lang)('otherView')}</a>`,
  )}`
}

function lines(text: string): Html[] {
  return text.split('\n').map((line, at) => html`${at > 0 && html`<br>`}${line}`)
}
