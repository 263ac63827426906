import { guardedScore, type Named, type ZoneDefinition, type ZoneResult } from '@tablee/board'
import type { ExportResult } from './export-document.ts'
import { rankVotes } from './rank-votes.ts'
import type { Telling } from './write-document.ts'

/** Between the row and the column of a matrix, in the key of a score. */
const MATRIX_SEPARATOR = '×'

/** A closed ballot in words; the dots of items stand on the items themselves. */
export function writeResult(result: ZoneResult, zone: ZoneDefinition, telling: Telling): ExportResult {
  const { voters, ballots, by } = result
  const turnout = { voters, ...(ballots === undefined ? {} : { ballots }), ...(by && { voter: by }) }
  switch (result.kind) {
    case 'dots': {
      const { budget, perItem } = result
      return { kind: 'dots', ...turnout, ...(budget && { budget }), ...(perItem && { perItem }) }
    }
    case 'choice': {
      const known = (zone.options.choices ?? []).map(({ id }) => id)
      const ids = [...known, ...Object.keys(result.totals).filter((id) => !known.includes(id))]
      const votes = ids.map((id) => result.totals[id] ?? 0)
      const ranks = rankVotes(votes)
      return {
        kind: 'choice',
        ...turnout,
        choices: ids.map((id, at) => ({
          id,
          label: labelOf(id, zone, telling),
          votes: votes[at] ?? 0,
          rank: ranks[at] ?? { place: 1, tied: false },
        })),
      }
    }
    case 'scores':
      return {
        kind: 'scores',
        ...turnout,
        scores: Object.entries(result.scores).map(([id, summary]) => ({
          id,
          label: labelOf(id, zone, telling),
          ...guardedScore(summary),
        })),
      }
  }
}

function labelOf(key: string, { options }: ZoneDefinition, telling: Telling): string {
  const { lang, titleOf } = telling
  const named: readonly Named[] = [
    ...(options.choices ?? []),
    ...(options.items ?? []),
    ...(options.axes ?? []),
  ]
  return key
    .split(MATRIX_SEPARATOR)
    .map((part) => named.find(({ id }) => id === part)?.label[lang] ?? titleOf(part))
    .join(` ${MATRIX_SEPARATOR} `)
}
