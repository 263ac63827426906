import type { Lang } from '@tablee/board'
import type { Syntheses } from '@tablee/contract'

/** What stands of a stake in a language, a line a point. */
export function textOf(
  syntheses: Syntheses['syntheses'],
  { stake, lang }: { stake: string; lang: Lang },
): string {
  return synthesisOf(syntheses, { stake, lang })?.bullets.join('\n') ?? ''
}

/** What was written of a stake in a language. */
export function synthesisOf(
  syntheses: Syntheses['syntheses'],
  { stake, lang }: { stake: string; lang: Lang },
): Syntheses['syntheses'][number] | undefined {
  return syntheses.find((one) => one.stake === stake && one.lang === lang)
}

/** The points of a text: a line each, without the sign that people put before it. */
export function bulletsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*[-–•*]\s+/u, '').trim())
    .filter((line) => line !== '')
}
