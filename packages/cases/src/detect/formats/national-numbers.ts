import type { Format } from './pattern.ts'

/** The digits of a number as it is printed. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Belgian check digits: the last two are 97 minus the rest modulo 97 (0 written 97). */
export function hasBelgianCheck(number: string, prefix = ''): boolean {
  const body = Number(prefix + number.slice(0, -2))
  return 97 - (body % 97) === Number(number.slice(-2))
}

/** What stands between two groups of digits: nothing, spaces, or one sign with or without them. */
export const BETWEEN = '(?: {0,2}[._/|-] {0,2}| {0,3})'

/** NISS and BIS, born before or after 2000; the printed form counts even when mistyped. */
export const NISS: Format = {
  kind: 'NISS',
  pattern: new RegExp(
    `(?<![\\p{N}]|\\d[.,/-])(?<![\\p{L}])(?:(?:niss|insz|rrn|nn)(?=\\d))?(?<value>\\d{2}${BETWEEN}\\d{2}${BETWEEN}\\d{2}${BETWEEN}\\d{3}${BETWEEN}\\d{2})(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgiu',
  ),
  accept: (value) => {
    const number = digitsOf(value)
    if (hasBelgianCheck(number)) return 'checksum_19'
    if (hasBelgianCheck(number, '2')) return 'checksum_20'
    return /^\d{2}([./-])\d{2}\1\d{2} ?[-/] ?\d{3}[.-]\d{2}$/.test(value) ? 'shape' : null
  },
}

/** French check digits: the last two are 97 minus the rest modulo 97, Corsica's 2A and 2B counted as 19 and 18. */
function hasFrenchCheck(value: string): boolean {
  const number = value.replace(/[^\dAB]/gi, '').toUpperCase()
  const body = number.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - (Number(body) % 97) === Number(number.slice(13))
}

/** The number of the French national register. */
export const NIR: Format = {
  kind: 'NIR',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}]|\\d[.,/-])[1-478]${BETWEEN}\\d{2}${BETWEEN}(?:0[1-9]|1[0-2]|[2-9]\\d)${BETWEEN}(?:\\d{2}|2[AB])${BETWEEN}\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{2}(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgiu',
  ),
  accept: (value) => (hasFrenchCheck(value) ? 'checksum' : null),
}
