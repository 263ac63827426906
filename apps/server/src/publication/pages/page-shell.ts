import { LANGUAGES, type Lang } from '@tablee/board'
import { pageTexts } from '../../texts.ts'
import { type Html, html } from './html.ts'
import { LANGUAGE_NAMES } from './language-names.ts'

import { STYLESHEET_PATH } from './stylesheet.ts'

/** Names and values of an address; a name may come several times. */
export type Query = readonly (readonly [name: string, value: string])[]

/** A public page without its frame. */
export interface PageContent {
  readonly lang: Lang
  readonly title: string
  readonly description: string
  /** Path of the page, without its language. */
  readonly path: string
  /** Further query that a change of language keeps. */
  readonly query?: Query
  readonly indexed: boolean
  /** Further lines of the head. */
  readonly head?: Html
  readonly main: Html
  readonly footer?: Html
}

/** An address of the public pages with a language, and whatever else is given. */
export function addressOf(path: string, lang: Lang, query: Query = []): string {
  const pairs: [string, string][] = [...query, ['lang', lang] as const].map(([name, value]) => [name, value])
  return `${path}?${new URLSearchParams(pairs).toString()}`
}

/** The whole page: no script, no cookie, nothing from elsewhere. */
export function pageShell(content: PageContent): string {
  const { lang, title, description, path, query, indexed, head, main, footer } = content
  const t = pageTexts(lang)
  const languages = LANGUAGES.map((other) =>
    other === lang
      ? html`<li><span aria-current="true">${LANGUAGE_NAMES[other]}</span></li>`
      : html`<li><a href="${addressOf(path, other, query)}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a></li>`,
  )
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
${indexed ? null : html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${STYLESHEET_PATH}">
${head}
</head>
<body>
<a class="skip" href="#main">${t('skip')}</a>
<header class="site">
<a class="brand" href="${addressOf('/cas', lang)}">Tablée</a>
<nav aria-label="${t('languages')}"><ul class="languages">${languages}</ul></nav>
</header>
<main id="main">
${main}
</main>
${footer}
</body>
</html>
`.markup
}
