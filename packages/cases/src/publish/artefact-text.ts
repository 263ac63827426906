/** A file that is about to become public, as text. Its name tells how it is read: `.json`, `.svg`, `.html`, other. */
export interface Artefact {
  readonly name: string
  readonly text: string
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  laquo: '«',
  raquo: '»',
  shy: '',
}
/** `&eacute;` is a letter and the name of its accent. */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
}

function codePoint(number: number): string {
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : ''
}

/** Text with HTML and XML entities resolved. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return codePoint(Number(decimal))
    if (hex !== undefined) return codePoint(Number.parseInt(String(hex), 16))
    const known = NAMED_ENTITIES[String(name).toLowerCase()]
    if (known !== undefined) return known
    const accent = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil)$/i.exec(String(name))
    return accent === null
      ? whole
      : `${accent[1]}${ACCENTS[String(accent[2]).toLowerCase()] ?? ''}`.normalize('NFC')
  })
}

/** Text with `%C3%A9` and `\u00e9` resolved, where they are well formed. */
function decodeEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run // a percent sign that is no escape
      }
    })
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) => [key, ...stringsIn(entry)])
}

/** Attributes that people, search engines or screen readers read; the others are geometry and style. */
const READ_ATTRIBUTES =
  /\s(?:alt|title|content|aria-label|aria-description|href|xlink:href|src|srcset|value|placeholder|summary|datetime|download|label|action|cite|data-[\w-]+)\s*=\s*("[^"]*"|'[^']*')/gi

/** Files of which tags are no words. */
const MARKUP = /\.(?:html?|svg|xml|atom|rss)$/i
const TAGS = /<\/?[a-z!?][^>]*>/gi
/** Tags that stand inside a word or a number without ending it. */
const INLINE_TAGS = /<\/?(?:a|b|i|u|em|strong|span|mark|small|sub|sup|abbr|wbr)(?:\s[^>]*)?>/gi

function readAttributes(text: string): string[] {
  return (
    Array.from(text.matchAll(READ_ATTRIBUTES), (match) => (match[1] ?? '').slice(1, -1))
      // Addresses on this page and this server; the names in them are read with the whole source.
      .filter((value) => !/^[#/](?!\/)/.test(value))
  )
}

function markupTexts(text: string): string[] {
  const attributes = readAttributes(text)
  const lines = [text.replace(TAGS, ' '), text.replace(INLINE_TAGS, '').replace(TAGS, ' ')]
  return [...lines, ...attributes].map((part) => decodeEscapes(decodeEntities(part)).replace(/\s+/g, ' '))
}

/** What a reader of an artefact may read: its own strings, decoded. Everything in it when it is plain text. */
export function readableTexts({ name, text }: Artefact): string[] {
  if (MARKUP.test(name)) return markupTexts(text)
  if (/\.json$/i.test(name)) {
    try {
      return stringsIn(JSON.parse(text)).map((string) => decodeEscapes(string))
    } catch {
      return [decodeEscapes(text)] // not JSON after all: read it as it stands
    }
  }
  return [decodeEscapes(text)]
}

/**
 * The same in passages that were written as one: the end of a paragraph and the beginning of the next are no phrase.
 * What sees names by the words around them reads these.
 */
export function passages(artefact: Artefact): string[] {
  const { name, text } = artefact
  if (!MARKUP.test(name)) return readableTexts(artefact).flatMap((part) => part.split('\n'))
  return [...text.replace(INLINE_TAGS, '').split(TAGS), ...readAttributes(text)]
    .map((part) => decodeEscapes(decodeEntities(part)).replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
}

/**
 * Every word of an artefact, each sentence in one piece: what is read, and what stands in the tags around it. Words that
 * stand here outside of all sentences are no words of the case.
 */
export function spokenTexts(artefact: Artefact): string[] {
  const { name, text } = artefact
  if (!MARKUP.test(name)) return readableTexts(artefact)
  const tags = Array.from(text.matchAll(TAGS), ([tag]) => tag).join(' ')
  return [text.replace(TAGS, ' '), text.replace(INLINE_TAGS, '').replace(TAGS, ' '), tags].map((part) =>
    decodeEscapes(decodeEntities(part)),
  )
}

/** The whole source, decoded, with its tags and with nothing in their place: where no name may stand at all. */
export function wholeSources({ text }: Artefact): string[] {
  return [text, text.replace(TAGS, '')].map((part) =>
    decodeEscapes(decodeEntities(part)).replace(/\s+/g, ' '),
  )
}
