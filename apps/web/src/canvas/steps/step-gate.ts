import type { BoardAuthor, RefusalCode } from '@tablee/board'
import {
  type Limits,
  limitsNow,
  type Script,
  type StepPlace,
  stepMoveFault,
  stepWriteFault,
} from '@tablee/board/script'
import type { Signal, TLShape } from 'tldraw'
import { asBoardRecord } from '../board-record.ts'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

/** Shapes that lie in no zone by their nature (rule W3). */
const ZONELESS: ReadonlySet<string> = new Set(['arrow', 'draw', 'line', 'highlight', 'frame', 'group'])

/** What binds a person now: nothing unless a step or who leads says so, and nothing for those who lead the workshop. */
function bindingStep(script: Signal<Script>, author: BoardAuthor): Limits | null {
  if (author.role !== 'writer' || author.leads) return null
  return limitsNow(script.get())
}

/** What a step lets a person do on the canvas, by the server's own rules, so that a refusal shows at once. */
export interface StepGate {
  /** She leads the workshop. */
  readonly leads: boolean
  /** The step, or what who leads said, that binds this person; null when none does. Followed by whoever reads it in a reaction. */
  step(): Limits | null
  /** Why nothing new may be put into a zone, or null. */
  create(place: StepPlace): RefusalCode | null
  /** Why nobody may type in this shape, or take it away, or null. */
  write(shape: TLShape): RefusalCode | null
  /** Why this shape may not come to lie there, or null. */
  move(shape: TLShape, place: StepPlace): RefusalCode | null
}

/** The gate of one person on one board. */
export function stepGate(meaning: BoardMeaning, author: BoardAuthor): StepGate {
  const step = () => bindingStep(meaning.script, author)
  return {
    leads: author.leads === true,
    step,
    create(place) {
      if (place && meaning.curtains.get()[place]) return 'zone_curtained'
      const current = step()
      return current && stepWriteFault(current, place)
    },
    write(shape) {
      const current = step()
      return current && stepWriteFault(current, placeOf(shape))
    },
    move(shape, place) {
      const current = step()
      return current && stepMoveFault(current, isZoneless(shape) ? undefined : place)
    },
  }
}

/** Where a shape lies for a step. */
function placeOf(shape: TLShape): StepPlace {
  if (isZoneless(shape)) return undefined
  const record = asBoardRecord(shape)
  const zone = record.type === 'sheet' ? record.props?.['zoneId'] : shape.meta['zone']
  return typeof zone === 'string' ? zone : null
}

function isZoneless({ type }: TLShape): boolean {
  return ZONELESS.has(type)
}
