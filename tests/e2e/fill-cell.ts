import {
  type ColumnDefinition,
  columnScale,
  type Method,
  scalePoints,
  type ZoneDefinition,
} from '@tablee/board'
import type { Told } from './told-boards.ts'
import { wordFor } from './what-to-fill.ts'

/** What is written in a cell for a date, and what it means. */
const MONTH = { words: 'mars 2027', value: '2027-03' }
/** What is written in a cell for a number. */
const NUMBER = 90

/** How the cell of a note is filled, in whichever view it is. */
export interface CellHands {
  write(words: string): Promise<void>
  /** Takes the last term that a list offers, which is called so. */
  pick(label: string): Promise<void>
  /** Takes the n-th point of a scale, from 0. */
  score(point: number): Promise<void>
  /** Names the first of the other notes. @returns what its cell has to say */
  name(): Promise<Told>
}

/** Fills one cell by its type. @returns what it has to say, or null where there is nothing to fill */
export async function fillCell(
  hands: CellHands,
  of: {
    zone: ZoneDefinition
    column: ColumnDefinition
    method: Method
    /** There is no other note on the board to name. */
    isAlone: boolean
  },
): Promise<Told | null> {
  const { zone, column, method, isAlone } = of
  switch (column.type) {
    case 'vote':
      return null
    case 'text': {
      const value = `${wordFor(zone)} ${column.id}`
      await hands.write(value)
      return { kind: 'text', value }
    }
    case 'choice': {
      const term = method.sets.find(({ id }) => id === column.set)?.terms.at(-1)
      if (!term) throw new Error(`${zone.id}.${column.id} offers nothing`)
      await hands.pick(term.label.fr)
      return { kind: 'term', value: term.id }
    }
    case 'date':
      await hands.write(MONTH.words)
      return { kind: 'date', value: MONTH.value }
    case 'number':
      await hands.write(String(NUMBER))
      return { kind: 'number', value: NUMBER }
    case 'score': {
      const scale = columnScale(zone, column)
      const points = scale && scalePoints(scale)
      const point = points?.[0] === 0 ? 0 : 2
      const value = points?.[point]
      if (value === undefined) throw new Error(`${zone.id}.${column.id} has no points`)
      await hands.score(point)
      return { kind: 'number', value }
    }
    case 'link':
      return isAlone ? { kind: 'empty', value: null } : hands.name()
  }
}
