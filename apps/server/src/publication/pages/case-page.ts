import type { Lang } from '@tablee/board'
import { OUTLINE, type PublishedCase } from '@tablee/cases'
import type { ConsentSpread, ReadableCase } from '@tablee/contract'
import { libraryTexts, pageTexts } from '../../texts.ts'
import { casePath, RESERVED_PATH } from '../case-address.ts'
import { CASE_FILES, IMAGE_FILE_NAMES } from '../files/case-file-names.ts'
import { readableCase } from '../readable-case.ts'
import { caseImages, type ShownImage } from './case-images.ts'
import { caseText } from './case-text.ts'
import { type Html, html } from './html.ts'
import { feedLinks } from './open-data.ts'
import { addressOf, pageShell } from './page-shell.ts'
import { runningText } from './running-text.ts'

/** Longest description for search engines, in characters. */
const DESCRIPTION_MAX = 160

/**
 * The page of a published case; the frame in the reader's language, the text in its own. One that is for few readers says
 * so, is found by no search engine, and is not to be cited.
 */
export function casePage(
  { document, isNamed, isVerified }: { document: PublishedCase; isNamed: boolean; isVerified: boolean },
  { lang, site, spread = 'public' }: { lang: Lang; site: string; spread?: ConsentSpread },
): string {
  const t = pageTexts(lang)
  const naming = isNamed ? 'named' : 'pseudonym'
  const readable = readableCase({ document, naming, counted: [] }, lang)
  const path = casePath({ slug: document.slug, spread })
  const isPublic = spread === 'public'
  return pageShell({
    lang,
    title: `${document.meta.publicName} – Tablée`,
    description: isPublic ? describe(document) : '',
    path,
    indexed: isPublic,
    head: isPublic
      ? html`<link rel="canonical" href="${path}">
<link rel="alternate" type="application/json" href="${path}.json">
<meta property="og:type" content="article">
<meta property="og:title" content="${document.meta.publicName}">
<meta property="og:description" content="${describe(document)}">
<meta property="og:image" content="${site}${path}/carte.png">
<meta property="og:url" content="${site}${path}">
${feedLinks(lang)}`
      : html``,
    main: html`<article class="case" itemscope itemtype="https://schema.org/Article">
<p class="back"><a href="${addressOf(isPublic ? '/cas' : RESERVED_PATH, lang)}">${t(isPublic ? 'backToGallery' : 'backToReserved')}</a></p>
${!isPublic && html`<p class="note preview">${t(RESERVED_NOTES[spread])}</p>`}
<h1 lang="${document.lang}" itemprop="headline">${document.meta.publicName}</h1>
${readable.naming !== null && html`<p class="naming">${readable.naming}</p>`}
<meta itemprop="inLanguage" content="${document.lang}"><meta itemprop="datePublished" content="${document.year}"><meta itemprop="version" content="${document.version}"><meta itemprop="description" content="${describe(document)}">
${facts(readable.facts)}
<div class="columns">
${contents(document, lang)}
<div class="text"><div itemprop="articleBody">${caseText(readable, lang)}</div>
${caseImages(addressed(readable.images, path), { lang, textLang: document.lang })}
<section class="picture" aria-labelledby="picture">
<h2 id="picture">${t('pictureTitle')}</h2>
<a href="${path}.svg"><img src="${path}.png" alt="${t('pictureAlt')}" loading="lazy"></a>
<p class="links"><a href="${path}.svg">${t('openPicture')}</a> <a href="${path}.json">${t('readJson')}</a></p>
</section>
<p class="note">${t('anonymityNote')}</p>
<p class="links"><a href="${path}.pdf">${t('readPdf')}</a> <a href="${path}.docx">${t('readDocx')}</a>${
      isVerified && html` <a href="${path}/verification.json">${t('readReport')}</a>`
    }</p>
${isPublic && citation({ document, isNamed }, { lang, site })}
</div>
</div>
</article>`,
  })
}

/** Who may read a case, by its spread. */
const RESERVED_NOTES = { cohort: 'reservedForCohort', programme: 'reservedForProgramme' } as const

/** How to name the case elsewhere; its year is the finest date there is. */
function citation(
  { document: { meta, slug, version, year }, isNamed }: { document: PublishedCase; isNamed: boolean },
  { lang, site }: { lang: Lang; site: string },
): Html {
  const t = libraryTexts(lang)
  const name = isNamed ? meta.publicName : t('pseudonymName', { name: meta.publicName })
  const words = t('citation', { name, year, version, url: `${site}/cas/${slug}` })
  return html`<section class="cite" aria-labelledby="cite"><h2 id="cite">${t('cite')}</h2><p>${words}</p></section>`
}

/** The first sentence of the description, or of whatever comes first. */
function describe({ sections }: PublishedCase): string {
  const section = sections.find(({ id }) => id === 'description') ?? sections[0]
  const text = runningText([section?.statements[0]?.text ?? ''])
  return text.length > DESCRIPTION_MAX ? `${text.slice(0, DESCRIPTION_MAX - 1).trimEnd()}…` : text
}

function facts(rows: ReadableCase['facts']): Html {
  return html`<dl class="facts">${rows.map(
    ({ label, values }) => html`<div><dt>${label}</dt><dd>${values.join(', ')}</dd></div>`,
  )}</dl>`
}

/** Each under the name of its file: what it was called before is not known any more. */
function addressed(images: ReadableCase['images'], path: string): ShownImage[] {
  return images.flatMap((image, at) => {
    const name = IMAGE_FILE_NAMES[at]
    return name === undefined ? [] : { ...image, src: path + CASE_FILES[name].path }
  })
}

function contents({ sections }: PublishedCase, lang: Lang): Html {
  const present = OUTLINE.filter(({ id }) => sections.some((section) => section.id === id))
  const items = present.map(({ id, title }) => html`<li><a href="#${id}">${title[lang]}</a></li>`)
  return html`<nav class="contents" aria-labelledby="contents"><h2 id="contents">${pageTexts(lang)('contents')}</h2><ol>${items}</ol></nav>`
}
