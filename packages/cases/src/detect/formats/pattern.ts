import type { TextView } from '../../text/text-view.ts'
import type { FindingKind, Sighting } from '../finding.ts'

/** A sighting of the format layer. */
export function sighting(kind: FindingKind, start: number, end: number, rule: string): Sighting {
  return { start, end, kind, layer: 'format', reason: `${kind.toLowerCase()}.${rule}`, entityIds: [] }
}

/** A format: a pattern, and which of its matches count under which rule. */
export interface Format {
  readonly kind: FindingKind
  readonly pattern: RegExp
  /** The rule that accepts the match, or null. The group `value`, when there is one, is the identifier. */
  readonly accept: (value: string, match: RegExpExecArray, view: TextView) => string | null
}

/** All matches of one format. Patterns carry the flags `g` and `d`. */
export function matchFormat(format: Format, view: TextView): Sighting[] {
  const found: Sighting[] = []
  for (const match of view.text.matchAll(format.pattern)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [match.index, match.index + match[0].length]
    const rule = format.accept(view.text.slice(start, end), match, view)
    if (rule !== null) found.push(sighting(format.kind, start, end, rule))
  }
  return found
}

/** Whether one of these words stands shortly before a place in the text. */
export function keywordBefore(view: TextView, start: number, keywords: RegExp, reach = 24): boolean {
  return keywords.test(view.text.slice(Math.max(0, start - reach), start))
}
