import type { Artefact } from '@tablee/cases'

/** What our own programs write of themselves: says nothing of anybody. */
const OURS: readonly string[] = ['Tablée', '']

/** Ids as this server and its canvas make them; those of a published document are letters only. */
const ID_SHAPES: readonly RegExp[] = [
  /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f-])/i,
  /(?<![\w-])(?:shape|page|binding|asset|instance):[\w-]{4,}/,
  /(?<![\w-])(?=[\w-]{22}(?![\w-]))(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{22}/,
]

/** Whether a text holds something that looks like an id of this server. */
export function holdsId({ text }: Artefact): boolean {
  return ID_SHAPES.some((shape) => shape.test(text))
}

/** Keys under which a PDF keeps who wrote it and when it was changed. */
const PDF_KEYS = /^(?:Author|ModDate|Keywords|EmbeddedFiles?|JavaScript|JS|Annots)$/m

/** Why a file says something of itself that no reader needs; empty when it does not. */
export function metadataOf({ name, text }: Artefact): string[] {
  if (/\.html?$/.test(name))
    return /<meta\s[^>]*name\s*=\s*["']?(?:author|generator|creator|dc\.)/i.test(text) ? ['page.author'] : []
  if (name.endsWith('.svg')) return /<metadata|<!--/.test(text) ? ['drawing.metadata'] : []
  if (name.endsWith('.pdf#beside')) return PDF_KEYS.test(text) ? ['pdf.information'] : []
  if (name.endsWith('#docProps/core.xml')) {
    const said = Array.from(
      text.matchAll(/<(?:dc:creator|cp:lastModifiedBy|cp:keywords|cp:category)\b[^>]*>([^<]*)/g),
      ([, words = '']) => words,
    )
    return said.every((words) => OURS.includes(words)) ? [] : ['word.author']
  }
  if (name.endsWith('#docProps/app.xml')) return /<(?:Company|Manager)>/.test(text) ? ['word.company'] : []
  return []
}

const FETCHED = /\s(?:src|srcset|poster|action|formaction|data|xlink:href)\s*=\s*["']([^"']*)["']/gi
const LINKED = /<link\b[^>]*\srel\s*=\s*["'](?:stylesheet|icon|preload|preconnect|dns-prefetch)[^>]*>/gi
const IN_STYLE = /url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)/gi
const ELSEWHERE = /^(?:https?:)?\/\//i

/** Whether opening a page, drawing or style makes its reader's browser ask somebody else. */
export function fetchesFrom({ name, text }: Artefact, ownOrigins: readonly string[]): boolean {
  if (!/\.(?:html?|svg|css)$/.test(name)) return false
  const addresses = [
    ...Array.from(text.matchAll(FETCHED), ([, address = '']) => address),
    ...Array.from(text.matchAll(LINKED), ([tag]) => /href\s*=\s*["']([^"']*)/i.exec(tag)?.[1] ?? ''),
    ...Array.from(text.matchAll(IN_STYLE), ([, url, imported]) => url ?? imported ?? ''),
  ]
  return addresses.some(
    (address) => ELSEWHERE.test(address) && !ownOrigins.some((origin) => address.startsWith(`${origin}/`)),
  )
}
