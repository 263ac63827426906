import { textHash } from '../text/text-hash.ts'
import type { CaseDraft } from './case-draft.ts'
import { type DraftFinding, type FindingDecisions, presentWordings } from './finding-decisions.ts'

/** A decision whose finding is gone. */
interface LostDecision {
  readonly statementId: string
  readonly key: string
}

/**
 * Decisions to take something out of a wording that still stands there, where nobody finds it any more: a name that
 * left the roster, a model that failed. What they took out would be read again. Not those whose words another finding
 * covers now: that one is decided for itself.
 */
export function lostDecisions(
  draft: CaseDraft,
  decisions: FindingDecisions,
  findings: readonly DraftFinding[],
): LostDecision[] {
  const found = new Set(findings.map(({ key }) => key))
  const wordings = presentWordings(draft)
  return Object.entries(decisions).flatMap(([key, { action }]) => {
    if (action === 'keep' || found.has(key)) return []
    const wording = wordings.find(({ prefix }) => key.startsWith(prefix))
    if (wording === undefined) return []
    const { statementId, text, prefix } = wording
    const [, hash = ''] = key.slice(prefix.length).split('.')
    const places = placesOf(text, hash)
    const spans = findings.filter((finding) => finding.statementId === statementId)
    const isCovered =
      places.length > 0 &&
      places.every(({ start, end }) => spans.some((span) => span.start <= start && end <= span.end))
    return isCovered ? [] : [{ statementId, key }]
  })
}

/** Where a text has the words of this hash: a key does not hold them. */
function placesOf(text: string, hash: string): { start: number; end: number }[] {
  const edges = Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }))
  return edges.flatMap(({ start }, first) =>
    edges
      .slice(first)
      .filter(({ end }) => textHash(text.slice(start, end)) === hash)
      .map(({ end }) => ({ start, end })),
  )
}
