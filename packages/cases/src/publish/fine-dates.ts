/** Months as French, Dutch and English write them; those that are common words too need a year. */
const MONTHS =
  'janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|june|july|august|october'
const MONTHS_WITH_YEAR = `${MONTHS}|march|may|janv|f[ée]vr|sept|oct|nov|d[ée]c`

const FINE: readonly RegExp[] = [
  // machine dates, also packed as PDF writes them
  /(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]*(?:Z|[+-][\d:]+)?)?)?(?![\d-])/g,
  /D:(?:19|20)\d{12}(?:Z|[+-][\d']*)?/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d(?![\d./-])/g,
  new RegExp(`(?<!\\p{L})(?:${MONTHS_WITH_YEAR})\\.?\\s+(?:19|20)\\d\\d(?!\\d)`, 'giu'),
  new RegExp(`(?<![\\d\\p{L}])(?:[12]?\\d|3[01])(?:er|e|th|st|nd|rd)?\\s+(?:${MONTHS})(?!\\p{L})`, 'giu'),
]

/** The first moment of a year: where a form asks for a moment, the year is written so. */
const YEAR_ONLY = /^(?:(\d{4})-01-01T00:00:00(?:\.000)?Z|D:\d{4}0101000000Z)$/

/** Dates in a text that tell more than a year. */
export function fineDates(text: string): string[] {
  return FINE.flatMap((pattern) => text.match(pattern) ?? []).filter((date) => !YEAR_ONLY.test(date))
}
