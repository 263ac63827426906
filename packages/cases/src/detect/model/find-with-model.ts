import { FINDING_KINDS, type Finding, type FindingKind } from '../finding.ts'
import type { ModelSuspect } from '../roster.ts'
import type { ModelSpan } from './name-model.ts'

/** Below this score a model is guessing. */
const SCORE_MIN = 0.5

const KINDS: Readonly<Record<string, FindingKind>> = { LOC: 'PLACE' }

/** The words that a model took for names in one text, as a roster keeps them; its guesses are left out. */
export function suspectsOf(text: string, spans: readonly ModelSpan[]): ModelSuspect[] {
  return spans
    .filter(({ start, end, score }) => score >= SCORE_MIN && start >= 0 && end <= text.length && start < end)
    .map(({ start, end, label }) => ({ words: text.slice(start, end), label }))
}

const isLetter = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit)

/**
 * The findings of a text with what a model suspects: only for the reviewer, only as whole words, and only where the
 * layers saw nothing. What the layers see never depends on a model (R74).
 */
export function withSuspects(
  findings: readonly Finding[],
  text: string,
  suspects: readonly ModelSuspect[],
): Finding[] {
  const all = [...findings]
  for (const { words, label } of suspects) {
    for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + 1)) {
      const end = start + words.length
      if (isLetter(text[start - 1]) || isLetter(text[end])) continue
      if (all.some((found) => found.start < end && found.end > start)) continue
      const kind = KINDS[label] ?? 'NAME'
      const reason = `model.${label.toLowerCase()}`
      all.push({
        kind,
        class: FINDING_KINDS[kind],
        layer: 'model',
        reason,
        start,
        end,
        text: words,
        entityIds: [],
      })
    }
  }
  return all.sort((a, b) => a.start - b.start)
}
