import type { Lang } from '../language.ts'

/** Names of the months as people type them, without accents, dots or capitals; the index is the month. */
const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'januari', 'january'],
  ['fevrier', 'fevr', 'fev', 'februari', 'february', 'feb'],
  ['mars', 'maart', 'mrt', 'march', 'mar'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'mei', 'may'],
  ['juin', 'juni', 'june', 'jun'],
  ['juillet', 'juil', 'juli', 'july', 'jul'],
  ['aout', 'augustus', 'august', 'aug'],
  ['septembre', 'sept', 'september', 'sep'],
  ['octobre', 'oct', 'oktober', 'okt', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
]

const LOCALES: Readonly<Record<Lang, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' }

const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const DAY_FIRST = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/
const WITH_MONTH_NAME = /^(?:(\d{1,2})(?:er|e|st|nd|rd|th)?\s+)?([a-z]+)\.?\s+(\d{4})$/

/**
 * Reads a date as somebody types it (`2027`, `mars 2027`, `12/3/2027`) and gives it as precise as it was given, in
 * ISO 8601; null for anything that is no date.
 */
export function parseTypedDate(typed: string): string | null {
  const text = typed.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ')
  const iso = ISO.exec(text)
  if (iso) return partialDate(iso[1], iso[2], iso[3])
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) return partialDate(dayFirst[3], dayFirst[2], dayFirst[1])
  const named = WITH_MONTH_NAME.exec(text)
  const month = MONTHS.findIndex((names) => names.includes(named?.[2] ?? '')) + 1
  return named && month > 0 ? partialDate(named[3], String(month), named[1]) : null
}

/** Says a partial ISO date in words: `2027`, `mars 2027`, `12 mars 2027`; anything else as it is. */
export function sayDate(date: string, lang: Lang, form: 'long' | 'short' = 'long'): string {
  const [year, month, day] = date.split('-').map(Number)
  if (year === undefined || Number.isNaN(year)) return date
  if (month === undefined) return String(year)
  const format = new Intl.DateTimeFormat(LOCALES[lang], {
    year: 'numeric',
    month: form,
    ...(day === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  })
  return format.format(Date.UTC(year, month - 1, day ?? 1))
}

function partialDate(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | null {
  if (year === undefined) return null
  if (month === undefined) return year
  const m = Number(month)
  if (m < 1 || m > 12) return null
  if (day === undefined) return `${year}-${padded(m)}`
  const d = Number(day)
  const daysOfMonth = new Date(Date.UTC(Number(year), m, 0)).getUTCDate()
  return d >= 1 && d <= daysOfMonth ? `${year}-${padded(m)}-${padded(d)}` : null
}

function padded(value: number): string {
  return String(value).padStart(2, '0')
}
