import {
  boardRoot,
  CURTAINS_KEY,
  type Curtain,
  equalValues,
  metaRoot,
  methodOf,
  readContent,
} from '@tablee/board'
import { addItems, decodeBoard, type NewItem } from '@tablee/board/edit'
import type * as Y from 'yjs'
import type { NoteRow } from './note-store.ts'
import type { CurtainRow } from './store.ts'

/** A curtain with the notes that are on their way to the board, and how many stay hidden. */
export interface CurtainToTell {
  readonly curtain: CurtainRow
  readonly hidden: number
  readonly revealing: readonly (NoteRow & { readonly recordId: string })[]
}

/** What came of telling a board. */
export interface Brought {
  /** The curtains whose notes found no zone: a coach took it off the board. */
  readonly homeless: ReadonlySet<string>
  /** The notes that came too late, by the ids they would have on the board, and found no room or another curtain. */
  readonly refused: ReadonlySet<string>
}

/**
 * Brings a board to what its curtains are: the notes that are revealed, each under the id that was decided before, and the
 * facts about those that hang. In one transaction, so that nobody sees the one without the other. What is on the board, or
 * was put there before, is not put there again.
 */
export function bringCurtains(
  doc: Y.Doc,
  curtains: readonly CurtainToTell[],
  more: {
    /** The actor of a person on this board. */
    actorOf: (personId: string) => string
    wasPut: (recordId: string) => boolean
  },
): Brought {
  const homeless = new Set<string>()
  const refused = new Set<string>()
  for (const { curtain, revealing } of curtains) {
    const missing = revealing
      .filter(({ recordId }) => !boardRoot(doc).has(recordId) && !more.wasPut(recordId))
      // by ids that are random: in no order in which they were written (A4)
      .sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
    const room = missing.length > 0 ? roomForLate(doc, curtain, curtains) : 0
    for (const { recordId } of missing.slice(room)) refused.add(recordId)
    const items = missing.slice(0, room).map(
      ({ recordId, text, cells, personId }): NewItem => ({
        id: recordId,
        zoneId: curtain.zone.id,
        text,
        cells,
        meta: personId === null ? {} : { by: more.actorOf(personId) },
      }),
    )
    const ids = addItems({ doc, by: null, role: 'coach' }, items)
    if (ids.includes(null)) homeless.add(curtain.id)
  }
  tellFacts(
    doc,
    curtains.filter(({ curtain }) => hangs(curtain) || homeless.has(curtain.id)),
  )
  return { homeless, refused }
}

/** How many notes a zone takes; what was hidden had its room when the curtain was drawn, what comes after it has not (L2). */
function roomForLate(doc: Y.Doc, { id, state, zone }: CurtainRow, all: readonly CurtainToTell[]): number {
  if (state !== 'lifted') return Number.POSITIVE_INFINITY
  if (all.some(({ curtain }) => curtain.id !== id && curtain.zone.id === zone.id && hangs(curtain))) return 0
  const { max } = zone.options
  const method = methodOf(doc)
  if (max === undefined || !method) return Number.POSITIVE_INFINITY
  const { zones } = readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
  const found = zones.find((candidate) => candidate.zone.id === zone.id)
  return Math.max(0, max - (found?.items.length ?? 0))
}

/** Whether people may not write on the board before this curtain. */
function hangs({ state }: CurtainRow): boolean {
  return state === 'drawn' || state === 'reading'
}

function tellFacts(doc: Y.Doc, hanging: readonly CurtainToTell[]): void {
  const facts = metaRoot(doc)
  const said: Record<string, Curtain> = {}
  for (const { curtain, hidden } of hanging) {
    if (curtain.state === 'lifted') continue
    said[curtain.zone.id] = {
      id: curtain.id,
      anonymous: curtain.anonymous,
      sinceMs: Date.parse(curtain.drawnAt),
      hidden,
      reading: curtain.state === 'reading',
    }
  }
  if (Object.keys(said).length === 0) {
    if (facts.has(CURTAINS_KEY)) facts.delete(CURTAINS_KEY)
  } else if (!equalValues(facts.get(CURTAINS_KEY), said)) facts.set(CURTAINS_KEY, said)
}
