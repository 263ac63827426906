import type { BoardContent } from '../content/board-content.ts'
import type { BandTotal } from './extract-value.ts'
import type { Band, ExtractionDefinition } from './extraction.ts'
import { keyOf, selectItems } from './select-rows.ts'

/** Adds up amounts of which only the band is known: from the sum of their least to that of their most. */
export function bandTotals(
  content: BoardContent,
  { zones, where, column, by, bands }: ExtractionDefinition & { kind: 'bands' },
): BandTotal[] {
  const groups = new Map<string, (Band | undefined)[]>()
  for (const item of selectItems(content, zones, where)) {
    const key = keyOf(item, by)
    if (key === null) continue
    const amount = keyOf(item, column)
    const band = bands.find(({ id }) => id === amount)
    groups.set(key, [...(groups.get(key) ?? []), band])
  }
  return [...groups].map(([key, amounts]) => totalOf(key, amounts, bands))
}

function totalOf(by: string, amounts: readonly (Band | undefined)[], bands: readonly Band[]): BandTotal {
  const known = amounts.flatMap((band) => band ?? [])
  const count = amounts.length
  const unknown = count - known.length
  if (known.length === 0) return { by, count, unknown, least: null, most: null, from: null, to: null }
  const least = sum(known.map((band) => band.least))
  const most = sum(known.map((band) => band.most ?? Number.POSITIVE_INFINITY))
  return {
    by,
    count,
    unknown,
    least,
    most: Number.isFinite(most) ? most : null,
    from: bandOf(least, bands),
    to: bandOf(most, bands),
  }
}

/** The last band that begins at or below an amount: between the end of one and the beginning of the next there are cents. */
function bandOf(amount: number, bands: readonly Band[]): string | null {
  return bands.findLast(({ least }) => least <= amount)?.id ?? null
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
