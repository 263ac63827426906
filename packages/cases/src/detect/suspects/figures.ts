import type { Lang } from '@tablee/board'

/** Bounds of the bands in which heads are counted; ids are those of the vocabulary "size". */
const SIZE_BANDS = [
  { id: 't1_1_9', from: 1, to: 9 },
  { id: 't2_10_49', from: 10, to: 49 },
  { id: 't3_50_199', from: 50, to: 199 },
  { id: 't4_200', from: 200, to: null },
] as const
/** Bounds of the bands of amounts in euros; ids are those of the vocabulary "moneyBand". */
const MONEY_BANDS = [
  { id: 'b1', from: 0, to: 999 },
  { id: 'b2', from: 1_000, to: 9_999 },
  { id: 'b3', from: 10_000, to: 49_999 },
  { id: 'b4', from: 50_000, to: 249_999 },
  { id: 'b5', from: 250_000, to: null },
] as const

/** A band of numbers under the id of its term. */
interface Band {
  readonly id: string
  readonly from: number
  /** Null: and more. */
  readonly to: number | null
}

const bandOf = (bands: readonly Band[], figure: number): Band | null =>
  bands.find(({ from, to }) => figure >= from && (to === null || figure < to + 1)) ?? null

const SPELT: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  nonante: 90,
  cent: 100,
  mille: 1000,
  million: 1_000_000,
  millions: 1_000_000,
}

/** The figure of a text such as `24.750,00`, `12,5 k`, `quarante mille`; null when there is none. */
export function figureOf(text: string): number | null {
  const digits = /\d[\d .,']*/.exec(text)?.[0]
  if (digits !== undefined) {
    const trimmed = digits.replace(/[ .,']+$/, '')
    const decimal = /[.,]\d{1,2}$/.exec(trimmed)
    const whole = (decimal === null ? trimmed : trimmed.slice(0, decimal.index)).replace(/\D/g, '')
    const figure = Number(`${whole}${decimal === null ? '' : `.${decimal[0].slice(1)}`}`)
    if (/\d\s?(?:k|K)(?:€|\s|eur|$)/.test(text)) return figure * 1_000
    if (/mille/i.test(text)) return figure * 1_000
    return /million|\d\s?M(?:€|\s|$)/.test(text) ? figure * 1_000_000 : figure
  }
  let total = 0
  let part = 0
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    const value = SPELT[word]
    if (value === undefined) continue
    if (value >= 100) {
      part = Math.max(1, part) * value
      if (value >= 1000) {
        total += part
        part = 0
      }
    } else part += value
  }
  return total + part === 0 ? null : total + part
}

/** The band of a head count. */
export const sizeBand = (figure: number): Band | null => bandOf(SIZE_BANDS, figure)
/** The band of an amount in euros. */
export const moneyBand = (figure: number): Band | null => bandOf(MONEY_BANDS, figure)

const number = (value: number, lang: Lang): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, lang === 'fr' ? '\u202f' : lang === 'nl' ? '.' : ',')

/** "entre 10 et 49" */
function between({ from, to }: Band, lang: Lang): string {
  const low = number(from, lang)
  if (to === null) return { fr: `plus de ${low}`, nl: `meer dan ${low}`, en: `more than ${low}` }[lang]
  const high = number(to, lang)
  if (from === 0)
    return {
      fr: `moins de ${number(to + 1, lang)}`,
      nl: `minder dan ${number(to + 1, lang)}`,
      en: `under ${number(to + 1, lang)}`,
    }[lang]
  return { fr: `entre ${low} et ${high}`, nl: `tussen ${low} en ${high}`, en: `between ${low} and ${high}` }[
    lang
  ]
}

/** "38 travailleurs dont 22 en insertion": the whole, and what of it is told apart. */
const SHARE = /^(?<whole>.+?),? (?:dont|waarvan|of whom) (?<part>\d+)(?<rest>\D*)$/iu
const MOST: Readonly<Record<Lang, string>> = {
  fr: 'dont une majorité',
  nl: 'waarvan een meerderheid',
  en: 'of whom a majority',
}
const SOME: Readonly<Record<Lang, string>> = {
  fr: 'dont une partie',
  nl: 'waarvan een deel',
  en: 'of whom some',
}

/**
 * A head count without its figure, with the word that was counted: "entre 10 et 49 travailleurs"; a part of it loses
 * its figure too: ", dont une majorité en insertion".
 */
export function countInBand(text: string, lang: Lang): string | null {
  const { whole, part, rest = '' } = SHARE.exec(text)?.groups ?? {}
  if (whole !== undefined && part !== undefined) {
    const share = Number(part) * 2 > (figureOf(whole) ?? 0) ? MOST : SOME
    const banded = countInBand(whole, lang)
    return banded === null ? null : `${banded}, ${share[lang]}${rest}`
  }
  const figure = figureOf(text)
  const band = figure === null ? null : sizeBand(figure)
  if (band === null) return null
  const unit = /(?:\d[\d .,]*|(?:^| )(?:cent|mille|\p{L}+ante|vingt|dix) )\s*(?<unit>\p{L}[\p{L}'-]*)/iu.exec(
    text,
  )?.groups?.['unit']
  return `${between(band, lang)}${unit === undefined ? '' : ` ${unit}`}`
}

/** An amount without its figure: "entre 10 000 et 49 999 €". */
export function moneyInBand(text: string, lang: Lang): string | null {
  const figure = figureOf(text)
  const band = figure === null ? null : moneyBand(figure)
  return band === null ? null : `${between(band, lang)} €`
}

const MONTHS: readonly string[] = [
  'janv',
  'fevr',
  'mars',
  'avr',
  'mai',
  'juin',
  'juil',
  'aout',
  'sept',
  'oct',
  'nov',
  'dec',
]

/** The month of a date as months since the year 0; null when it has no year or no month. */
function monthOf(text: string): number | null {
  const numeric = /\b\d{1,2}[./-](\d{1,2})[./-](\d{4})\b/.exec(text) ?? /\b(\d{1,2})[./-](\d{4})\b/.exec(text)
  if (numeric !== null) return Number(numeric[2]) * 12 + Number(numeric[1]) - 1
  const iso = /\b(\d{4})-(\d{2})(?:-\d{2})?\b/.exec(text)
  if (iso !== null) return Number(iso[1]) * 12 + Number(iso[2]) - 1
  const year = /\b(?:19|20)\d{2}\b/.exec(text)?.[0]
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`).test(folded))
  return year === undefined || month === -1 ? null : Number(year) * 12 + month
}

/** A date as months since the project began: `M0`, `M+5`; null when either has no month (DOMAIN 4.3, row 18). */
export function relativeMonth(text: string, start: string): string | null {
  const month = monthOf(text)
  const first = monthOf(start)
  if (month === null || first === null) return null
  const passed = month - first
  return passed === 0 ? 'M0' : `M${passed > 0 ? '+' : '-'}${Math.abs(passed)}`
}
