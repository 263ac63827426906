import type { Lang } from '@tablee/board'
import { type CaseTags, OUTLINE, type OutlineBlock, type PublishedCase } from '@tablee/cases'
import { termLabel } from '@tablee/templates'
import { type PageTextKey, pageTexts } from '../../texts.ts'
import { type Html, html } from './html.ts'
import { addressOf, pageShell } from './page-shell.ts'

import { typeset } from './typeset.ts'

const BLOCKS: readonly { id: OutlineBlock; title: PageTextKey }[] = [
  { id: 'context', title: 'blockContext' },
  { id: 'project', title: 'blockProject' },
  { id: 'hindsight', title: 'blockHindsight' },
]
const FACETS = ['sector', 'orgType', 'size', 'projectKind', 'outcome'] as const

/** Longest description for search engines, in characters. */
const DESCRIPTION_MAX = 160

/** The labels of a case's facets, those that are chosen, in reading order. */
export function facetLabels(
  tags: CaseTags,
  lang: Lang,
): { facet: (typeof FACETS)[number]; labels: string[] }[] {
  return FACETS.map((facet) => ({
    facet,
    labels: [tags[facet]].flat().flatMap((id) => (id === null ? [] : (termLabel(facet, id, lang) ?? []))),
  })).filter(({ labels }) => labels.length > 0)
}

/** The page of a published case; the frame in the reader's language, the text in its own. */
export function casePage(document: PublishedCase, lang: Lang): string {
  const t = pageTexts(lang)
  const path = `/cas/${document.slug}`
  return pageShell({
    lang,
    title: `${document.meta.publicName} – Tablée`,
    description: describe(document),
    path,
    indexed: true,
    main: html`<article class="case">
<p class="back"><a href="${addressOf('/cas', lang)}">${t('backToGallery')}</a></p>
<h1 lang="${document.lang}">${document.meta.publicName}</h1>
${facts(document, lang)}
<div class="columns">
${contents(document, lang)}
<div class="text">${caseText(document, lang)}
<section class="picture" aria-labelledby="picture">
<h2 id="picture">${t('pictureTitle')}</h2>
<a href="${path}.svg"><img src="${path}.png" alt="${t('pictureAlt')}" loading="lazy"></a>
<p class="links"><a href="${path}.svg">${t('openPicture')}</a> <a href="${path}.json">${t('readJson')}</a></p>
</section>
<p class="note">${t('anonymityNote')}</p>
</div>
</div>
</article>`,
  })
}

/** The first sentence of the description, or of whatever comes first. */
function describe({ sections }: PublishedCase): string {
  const section = sections.find(({ id }) => id === 'description') ?? sections[0]
  const text = section?.statements[0]?.text.replaceAll('\n', ' ') ?? ''
  return text.length > DESCRIPTION_MAX ? `${text.slice(0, DESCRIPTION_MAX - 1).trimEnd()}…` : text
}

function facts({ meta, year }: PublishedCase, lang: Lang): Html {
  const t = pageTexts(lang)
  const rows = facetLabels(meta.tags, lang).map(
    ({ facet, labels }) => html`<div><dt>${t(facet)}</dt><dd>${labels.join(', ')}</dd></div>`,
  )
  return html`<dl class="facts">${rows}<div><dt>${t('year')}</dt><dd>${year}</dd></div></dl>`
}

function contents({ sections }: PublishedCase, lang: Lang): Html {
  const present = OUTLINE.filter(({ id }) => sections.some((section) => section.id === id))
  const items = present.map(({ id, title }) => html`<li><a href="#${id}">${title[lang]}</a></li>`)
  return html`<nav class="contents" aria-labelledby="contents"><h2 id="contents">${pageTexts(lang)('contents')}</h2><ol>${items}</ol></nav>`
}

/** The sections of a case under their blocks; also shown in the preview. */
export function caseText(
  { sections, lang: textLang }: Pick<PublishedCase, 'sections' | 'lang'>,
  lang: Lang,
): Html[] {
  return BLOCKS.flatMap(({ id: block, title }) => {
    const inBlock = OUTLINE.filter((entry) => entry.block === block).flatMap((entry) => {
      const found = sections.find(({ id }) => id === entry.id)
      return found === undefined ? [] : [section(entry.id, entry.title[lang], found.statements, textLang)]
    })
    return inBlock.length === 0
      ? []
      : [html`<section class="block ${block}"><h2>${pageTexts(lang)(title)}</h2>${inBlock}</section>`]
  })
}

function section(id: string, title: string, statements: readonly { text: string }[], textLang: Lang): Html {
  const [only, ...others] = statements
  const text =
    others.length === 0
      ? html`<p>${lines(only?.text ?? '', textLang)}</p>`
      : html`<ul>${statements.map((statement) => html`<li>${lines(statement.text, textLang)}</li>`)}</ul>`
  return html`<section id="${id}"><h3>${title}</h3><div lang="${textLang}">${text}</div></section>`
}

function lines(text: string, textLang: Lang): Html[] {
  return typeset(text, textLang)
    .split('\n')
    .map((line, at) => html`${at > 0 && html`<br>`}${line}`)
}
