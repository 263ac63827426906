import type { BoardContent } from '../content/board-content.ts'
import type { ExtractOptions } from './extract-board.ts'
import type { ExtractValue } from './extract-value.ts'
import type { ExtractionDefinition } from './extraction.ts'

/** Parts the two terms of a pair in a key. */
const BETWEEN = '\u00d7'

/** The numbers of another rule, now and on the earlier snapshot; nothing is compared while there is none. */
export function since(
  content: BoardContent,
  rules: readonly ExtractionDefinition[],
  of: string,
  options: ExtractOptions,
  apply: (on: BoardContent, rule: ExtractionDefinition, options: ExtractOptions) => ExtractValue,
): ExtractValue {
  const rule = rules.find(({ id, kind }) => id === of && kind !== 'since')
  if (!rule || !options.earlier) return { kind: 'since', taken: false, changes: [] }
  const before = numbersOf(apply(options.earlier, rule, options))
  const after = numbersOf(apply(content, rule, options))
  const keys = new Set([...after.keys(), ...before.keys()])
  return {
    kind: 'since',
    taken: true,
    changes: [...keys].map((key) => ({
      key,
      before: before.get(key) ?? null,
      after: after.get(key) ?? null,
    })),
  }
}

/** What of a value is a number, by what it is the number of; empty for one number. */
function numbersOf(value: ExtractValue): Map<string, number> {
  switch (value.kind) {
    case 'count':
      return new Map([['', value.value]])
    case 'ratio':
      return new Map(value.value === null ? [] : [['', value.value]])
    case 'scores':
      return new Map(
        Object.entries(value.scores).flatMap(([key, { median }]) => (median === null ? [] : [[key, median]])),
      )
    case 'choices':
      return new Map(Object.entries(value.totals))
    case 'tally':
      return new Map(
        value.counts.map(({ by, across, count }) => [
          across === null ? by : `${by}${BETWEEN}${across}`,
          count,
        ]),
      )
    case 'sum':
      return new Map(Object.entries(value.by))
    default:
      return new Map()
  }
}
