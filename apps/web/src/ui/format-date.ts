import type { Lang } from '@tablee/board'

const LOCALE: Readonly<Record<Lang, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB' }

/** A day as a person reads it: "21 novembre 2026". */
export function formatDay(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long' }).format(new Date(iso))
}

/** A moment as a person reads it: "21 novembre 2026 à 14:30". */
export function formatMoment(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(iso),
  )
}

/** A month as a heading: "mars 2026". */
export function formatMonth(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { month: 'long', year: 'numeric' }).format(new Date(iso))
}

/** A time of day: "14:30". */
export function formatTime(at: number, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], { timeStyle: 'short' }).format(new Date(at))
}
