import { LANGUAGES } from '@tablee/board'
import { type PublicFile, type PublishedCase, readPublishedCase } from '@tablee/cases'
import { tellingViews } from '../../library/views/telling-views.ts'
import { CASE_FILE_NAMES, CASE_FILES } from '../../publication/files/case-file-names.ts'
import { carriedBy } from './case-pages.ts'

/** What a server sent under an address. */
export interface SentFile extends PublicFile {
  readonly url: string
  readonly status: number
  readonly headers: Headers
}

/** A public case as anybody finds it from its address. */
export interface CaseOnSite {
  readonly document: PublishedCase
  readonly files: readonly SentFile[]
  /** Addresses that its page names, or should, and that do not answer. */
  readonly missing: readonly string[]
}

/** Thrown when there is no case at the address. */
export class NoCaseThere extends Error {
  override readonly name = 'NoCaseThere'
}

/** Where a page leads, and what it says its picture is. */
const LINKS = /\s(?:href|src)\s*=\s*"([^"#]+)|\scontent\s*=\s*"(https?:[^"]+)/g
const ENDINGS: readonly [RegExp, string][] = [
  [/html/, 'html'],
  [/svg/, 'svg'],
  [/css/, 'css'],
  [/json/, 'json'],
  [/xml/, 'xml'],
  [/csv/, 'csv'],
  [/png/, 'png'],
  [/pdf/, 'pdf'],
  [/wordprocessing/, 'docx'],
  [/plain/, 'txt'],
]

/** Reads a case from outside: its page in three languages, what the page leads to, and the feeds that list it. */
export async function readSite(address: string, get: typeof fetch = fetch): Promise<CaseOnSite> {
  const { origin, pathname } = new URL(address)
  const path = pathname.replace(/\.json$/, '')
  const files: SentFile[] = []
  const missing: string[] = []
  const read = async (url: string, name: string | null): Promise<SentFile | null> => {
    const known = files.find((file) => file.url === url)
    if (known) return known
    const answer = await get(url, { redirect: 'manual' })
    const type = answer.headers.get('content-type') ?? ''
    if (answer.status !== 200) {
      missing.push(url.slice(origin.length))
      return null
    }
    const called =
      name ??
      `${url.slice(origin.length + 1)}.${ENDINGS.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown'}`
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const file = {
      name: called,
      bytes,
      carries: carriedBy(called),
      url,
      status: answer.status,
      headers: answer.headers,
    }
    files.push(file)
    return file
  }
  const data = await read(`${origin}${path}.json`, 'case.json')
  if (data === null) throw new NoCaseThere(address)
  const document = readPublishedCase(JSON.parse(textOf(data)))
  const links = new Set<string>()
  for (const lang of LANGUAGES) {
    const page = await read(`${origin}${path}?lang=${lang}`, `case.${lang}.html`)
    // the page itself, in whichever language its reader asks for
    for (const link of page === null ? [] : linksOf(page, origin))
      if (link !== `${origin}${path}`) links.add(link)
    await read(`${origin}/cas?lang=${lang}`, `gallery.${lang}.html`)
    await read(`${origin}/cas/tous.csv?lang=${lang}`, `all.${lang}.csv`)
  }
  // in the language of its sentences: the frame alone differs in the others
  for (const { id, raw } of tellingViews(document)) {
    const asked = new URLSearchParams({ ...raw, lang: document.lang }).toString()
    await read(`${origin}/cas/vues/${id}?${asked}`, `view.${[id, ...Object.values(raw)].join('-')}.html`)
  }
  for (const [link, name] of [
    ['/cas.json', 'feed.json'],
    ['/cas.atom', 'feed.atom'],
    ['/sitemap.xml', 'sitemap.xml'],
    ['/cas/tous.json', 'all.json'],
    ['/robots.txt', 'robots.txt'],
  ] as const)
    await read(`${origin}${link}`, name)
  for (const link of links) await read(link, fileNamed(link, `${origin}${path}`))
  return { document, files, missing }
}

/** How a file of the case is called inside the server, where its frame is known by that name. */
function fileNamed(link: string, page: string): string | null {
  return CASE_FILE_NAMES.find((name) => link === page + CASE_FILES[name].path) ?? null
}

function linksOf(page: SentFile, origin: string): string[] {
  return Array.from(
    textOf(page).matchAll(LINKS),
    ([, link, named]) => new URL((link ?? named ?? '').replaceAll('&amp;', '&'), page.url),
  )
    .filter((url) => url.origin === origin && url.pathname.startsWith('/cas'))
    .map((url) => url.href)
}

function textOf({ bytes }: PublicFile): string {
  return new TextDecoder().decode(bytes)
}
