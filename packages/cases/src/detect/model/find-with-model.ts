import { findIdentifiers } from '../find-identifiers.ts'
import { FINDING_KINDS, type Finding, type FindingKind } from '../finding.ts'
import type { Roster } from '../roster.ts'
import type { NameModel } from './name-model.ts'

/** Below this score a model is guessing. */
const SCORE_MIN = 0.5

const KINDS: Readonly<Record<string, FindingKind>> = { LOC: 'PLACE' }

/**
 * The findings of each text, with what a local model adds: only suspects for the reviewer, only where the layers saw
 * nothing. What the layers see never depends on a model (R74).
 */
export async function findWithModel(
  texts: readonly string[],
  roster: Roster,
  model: NameModel,
): Promise<Finding[][]> {
  const answers = await model.read(texts)
  return texts.map((text, at) => {
    const sure = findIdentifiers(text, roster)
    const taken: { start: number; end: number }[] = [...sure]
    const added: Finding[] = []
    for (const { start, end, label, score } of answers[at] ?? []) {
      const isInText = start >= 0 && end <= text.length && start < end
      if (!isInText || score < SCORE_MIN || taken.some((span) => span.start < end && span.end > start))
        continue
      const kind = KINDS[label] ?? 'NAME'
      taken.push({ start, end })
      added.push({
        kind,
        class: FINDING_KINDS[kind],
        layer: 'model',
        reason: `model.${label.toLowerCase()}`,
        start,
        end,
        text: text.slice(start, end),
        entityIds: [],
      })
    }
    return [...sure, ...added].toSorted((a, b) => a.start - b.start)
  })
}
