import { sourceSpan, viewText } from '../../text/text-view.ts'
import { NIR, NISS } from './national-numbers.ts'
import { matchFormat } from './pattern.ts'
import { secretSightings } from './secrets.ts'

/** Something that should stand on no board, in UTF-16 units of the text as typed. */
export interface LiveSecret {
  readonly kind: 'secret' | 'national_number'
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Passwords, codes and national numbers in a text that somebody is writing (R105), in reading order. Small enough for
 * every page: it needs no list and no library.
 */
export function secretsIn(text: string): LiveSecret[] {
  const view = viewText(text)
  const numbers = /\d{2}/.test(view.text) ? [NISS, NIR] : []
  return [...secretSightings(view), ...numbers.flatMap((format) => matchFormat(format, view))]
    .map((sighting) => {
      const { start, end } = sourceSpan(view, sighting)
      const kind = sighting.kind === 'SECRET' ? ('secret' as const) : ('national_number' as const)
      return { kind, start, end, text: text.slice(start, end) }
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start }, at, all) => at === 0 || start >= (all[at - 1]?.end ?? 0))
}

/** A text without what was found in it, and without the spaces that this leaves doubled. */
export function withoutSecrets(text: string, secrets: readonly LiveSecret[]): string {
  let rest = ''
  let from = 0
  for (const { start, end } of secrets) {
    rest += text.slice(from, start)
    from = text[end] === ' ' && (rest === '' || rest.endsWith(' ')) ? end + 1 : end
  }
  return (rest + text.slice(from)).trimEnd()
}
