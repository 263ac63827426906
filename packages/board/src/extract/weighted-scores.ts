import type { BoardContent } from '../content/board-content.ts'
import { matrixKey } from '../content/results.ts'
import type { ExtractionDefinition } from './extraction.ts'
import { keyOf, numberOf, selectItems, zoneContent } from './select-rows.ts'

/** The term of a yes-or-no column that says yes. */
const YES = 'yes'

/** One row of a scored matrix: its median scores weighted, their widest spread, and the vetoes that it breaks. */
export interface WeightedRow {
  itemId: string
  text: string
  value: number | null
  spread: number | null
  /** Criteria with a veto whose median is the lowest of the scale. */
  vetoes: string[]
}

/** Sums the median scores of every row with the weights of the columns; 0 to the top of the scale. */
export function weightedScores(
  content: BoardContent,
  { zone: zoneId, weight, veto }: ExtractionDefinition & { kind: 'weighted' },
): WeightedRow[] {
  const zone = zoneContent(content, zoneId)
  const matrix = zone?.zone.options.matrix
  const scores = zone?.result?.kind === 'scores' ? zone.result.scores : null
  if (!matrix || !scores) return []
  const lowest = zone?.zone.options.scale?.min ?? 0
  const criteria = selectItems(content, [matrix.columns])
  return selectItems(content, [matrix.rows]).map((row): WeightedRow => {
    let sum = 0
    let weights = 0
    let spread: number | null = null
    const vetoes: string[] = []
    for (const criterion of criteria) {
      const score = scores[matrixKey(row.id, criterion.id)]
      if (score?.median === null || score === undefined) continue
      const by = numberOf(criterion, weight) ?? 1
      sum += score.median * by
      weights += by
      spread = Math.max(spread ?? 0, score.spread ?? 0)
      if (veto && keyOf(criterion, veto) === YES && score.median <= lowest) vetoes.push(criterion.title)
    }
    return { itemId: row.id, text: row.title, value: weights === 0 ? null : sum / weights, spread, vetoes }
  })
}
