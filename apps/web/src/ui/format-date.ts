import type { Lang } from '@tablee/board'

const LOCALE: Readonly<Record<Lang, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' }

/** A day as a person reads it: "21 novembre 2026". */
export function formatDay(iso: string, lang: Lang): string {
  return withFirst(new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long' }).format(new Date(iso)), lang)
}

/** A moment as a person reads it: "21 novembre 2026 à 14:30". */
export function formatMoment(iso: string, lang: Lang): string {
  const format = new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long', timeStyle: 'short' })
  return withFirst(format.format(new Date(iso)), lang)
}

/** A day, or as much of one as is known, as a board keeps it: "21 novembre 2026", "novembre 2026", or what was written. */
export function formatWhen(known: string, lang: Lang): string {
  const [, month, day] = /^\d{4}(-\d{2})?(-\d{2})?$/.exec(known) ?? []
  if (month === undefined) return known
  const parts =
    day === undefined ? ({ month: 'long', year: 'numeric' } as const) : ({ dateStyle: 'long' } as const)
  // a day has no hour, and is the same one everywhere
  const format = new Intl.DateTimeFormat(LOCALE[lang], { ...parts, timeZone: 'UTC' })
  return withFirst(format.format(new Date(known)), lang)
}

/** In French a month has a "1er", which Intl does not know. */
function withFirst(text: string, lang: Lang): string {
  return lang === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/** A month as a heading: "mars 2026". */
export function formatMonth(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { month: 'long', year: 'numeric' }).format(new Date(iso))
}

/** A time of day: "14:30". */
export function formatTime(at: number, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeStyle: 'short' }).format(new Date(at))
}
