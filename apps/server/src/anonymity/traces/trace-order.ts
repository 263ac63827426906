import type { NoteEvidence, PersonEvent } from '../evidence.ts'
import type { Finding, Trace } from '../find-authors.ts'
import { groupsOf } from './groups-of.ts'

/** Fewer notes are in the order of their ids by chance. */
const ORDERED_MIN = 3

/**
 * Notes that stand in the order of their random ids were shuffled. In any other order they may stand as they were
 * written: when as many people came, or wrote, in a known order, the nth note is the nth person's.
 */
export const traceOrder: Trace = (notes, { events, people }) =>
  groupsOf(notes, ({ source, zone }) => `${source}\n${zone}`).flatMap((group) =>
    ORDERS.flatMap(({ name, of }) => {
      const sequence = inOrder(group, of)
      if (!sequence || sequence.length < ORDERED_MIN || isShuffled(sequence)) return []
      return sequences(events)
        .filter(({ who }) => who.length === sequence.length)
        .flatMap(({ kind, who }) =>
          sequence.map((note, at): Finding => {
            const id = who[at] ?? ''
            const person = people.find(({ ids, names }) => ids.has(id) || names.has(id))
            const detail = `${name}, as people ${kind === 'came' ? 'came' : 'wrote'}`
            return {
              noteId: note.id,
              trace: 'order',
              author: person?.label ?? id,
              source: note.source,
              detail,
            }
          }),
        )
    }),
  )

const ORDERS: readonly { name: string; of(note: NoteEvidence): number | string | null }[] = [
  { name: 'the order of insertion', of: ({ place }) => place },
  { name: 'the order of layers', of: ({ layer }) => layer },
]

function inOrder(
  notes: readonly NoteEvidence[],
  of: (note: NoteEvidence) => number | string | null,
): NoteEvidence[] | null {
  const placed = notes.map((note) => ({ note, at: of(note) }))
  if (placed.some(({ at }) => at === null)) return null
  return placed
    .sort((a, b) => {
      const [x, y] = [a.at ?? 0, b.at ?? 0]
      return x < y ? -1 : x > y ? 1 : 0
    })
    .map(({ note }) => note)
}

function isShuffled(sequence: readonly NoteEvidence[]): boolean {
  return sequence.every(({ id }, at) => at === 0 || (sequence[at - 1]?.id ?? '') < id)
}

/** Who came, each once; and who wrote, as often as she did: by source. */
function sequences(events: readonly PersonEvent[]): { kind: PersonEvent['kind']; who: string[] }[] {
  return groupsOf(events, ({ source, kind }) => `${source}\n${kind}`).map((group) => {
    const kind = group[0]?.kind ?? 'came'
    const timed = group.every(({ atMs }) => atMs !== null)
    const ordered = timed ? [...group].sort((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)) : group
    const who = ordered.map((event) => event.who)
    return { kind, who: kind === 'came' ? [...new Set(who)] : who }
  })
}
