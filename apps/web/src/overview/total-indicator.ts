import type { Indicator, Overview } from '@tablee/contract'

/** What all boards together say: numbers are added, yes is counted, shares are those of the sums. */
export type Total =
  | { kind: 'count'; value: number }
  | { kind: 'present'; yes: number; of: number }
  | { kind: 'ratio'; of: number; per: number }

/** Adds an indicator up over all rows; null when no row has it. */
export function totalIndicator(rows: Overview['rows'], id: string): Total | null {
  const values = rows.flatMap(({ indicators }): Indicator[] => {
    const value = indicators[id]
    return value ? [value] : []
  })
  const [first] = values
  switch (first?.kind) {
    case 'count':
      return { kind: 'count', value: sum(values.map((each) => (each.kind === 'count' ? each.value : 0))) }
    case 'present':
      return {
        kind: 'present',
        yes: values.filter((each) => each.kind === 'present' && each.value).length,
        of: values.length,
      }
    case 'ratio': {
      const shares = values.filter((each) => each.kind === 'ratio')
      return { kind: 'ratio', of: sum(shares.map(({ of }) => of)), per: sum(shares.map(({ per }) => per)) }
    }
    case undefined:
      return null
  }
}

/** How much is in a zone over all rows. */
export function totalCount(rows: Overview['rows'], zoneId: string): number {
  return sum(rows.map(({ counts }) => counts[zoneId] ?? 0))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
