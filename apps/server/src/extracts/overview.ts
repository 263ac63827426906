import { createHash } from 'node:crypto'
import type { ExtractValue, Lang } from '@tablee/board'
import type { Indicator, Overview } from '@tablee/contract'
import type { TermFrequencies } from '../background/jobs.ts'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { drawExtract } from './draw-extract.ts'

/**
 * Boards of one method from which on somebody who may not know whose they are sees their numbers: with fewer she could
 * tell by herself.
 */
const UNNAMED_MIN = 3

/** What the overview is asked for. `named` tells whether the reader may know whose board is whose. */
export interface OverviewOrder {
  boards: readonly BoardRow[]
  methodId: string | undefined
  named: boolean
  lang: Lang
}

/** Puts the boards of one method side by side, as numbers. */
export async function overviewOf(
  context: Pick<Context, 'rooms' | 'background' | 'now'>,
  { boards, methodId, named, lang }: OverviewOrder,
): Promise<Overview> {
  const all = methodsOf(boards)
  const methods = named ? all : all.filter(({ boards: count }) => count >= UNNAMED_MIN)
  const chosen = methods.find(({ id }) => id === methodId) ?? methods[0]
  const zones = new Map<string, Overview['zones'][number]>()
  const indicators = new Map<string, Overview['indicators'][number]>()
  const rows: Overview['rows'] = []
  const frequencies = new Map<string, Overview['frequencies'][number]>()
  const shown = boards.filter(({ template }) => template.id === chosen?.id)
  for (const board of named ? shown : shuffled(shown)) {
    const drawn = await drawExtract(context, board.id, { lang })
    for (const { id, label } of drawn.zones) zones.set(id, { id, label })
    const numbers: Record<string, Indicator> = {}
    for (const { id, label, indicator } of drawn.labels) {
      const value = indicator ? toIndicator(drawn.extract[id]) : null
      if (!value) continue
      numbers[id] = value
      indicators.set(id, { id, label })
    }
    for (const drawnTally of drawn.frequencies) addTerms(frequencies, drawnTally)
    rows.push({
      board: named
        ? { id: board.id, title: board.title, organisation: board.organisation?.name ?? null }
        : null,
      counts: Object.fromEntries(drawn.zones.map(({ id, count }) => [id, count])),
      indicators: numbers,
    })
  }
  return {
    methods,
    methodId: chosen?.id ?? null,
    withheld: methods.length < all.length,
    zones: [...zones.values()],
    indicators: [...indicators.values()],
    frequencies: [...frequencies.values()]
      .filter(({ terms }) => terms.length > 0)
      .map(({ terms, ...rest }) => ({ ...rest, terms: terms.toSorted((a, b) => b.count - a.count) })),
    rows,
  }
}

/** Adds up what the groups chose, over their boards. */
function addTerms(all: Map<string, Overview['frequencies'][number]>, { id, label, terms }: TermFrequencies) {
  const known = all.get(id) ?? { id, label, terms: [] }
  all.set(id, known)
  for (const term of terms) {
    const same = known.terms.find((each) => each.id === term.id)
    if (same) {
      same.count += term.count
      same.boards += 1
    } else known.terms.push({ ...term, boards: 1 })
  }
}

/** The methods of the boards, the most used first. */
function methodsOf(boards: readonly BoardRow[]): Overview['methods'] {
  const methods = new Map<string, Overview['methods'][number]>()
  for (const { template } of boards) {
    const { boards: count } = methods.get(template.id) ?? { boards: 0 }
    methods.set(template.id, { id: template.id, title: template.title, boards: count + 1 })
  }
  return [...methods.values()].sort((a, b) => b.boards - a.boards)
}

/** The order in which boards were made tells whose they are; an order by a hash of their ids tells nothing. */
function shuffled(boards: readonly BoardRow[]): BoardRow[] {
  const rank = ({ id }: BoardRow) => createHash('sha256').update(`overview\n${id}`).digest('hex')
  return [...boards].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** Only what is a number by nature: rows are counted, and nothing of them is told. */
function toIndicator(value: ExtractValue | undefined): Indicator | null {
  switch (value?.kind) {
    case 'count':
    case 'present':
    case 'ratio':
      return value
    case 'rows':
      return { kind: 'count', value: value.rows.length }
    case 'gaps':
      return { kind: 'count', value: value.open.length }
    default:
      return null
  }
}
