import type { NoteEvidence, PersonEvent, StoredField } from '../evidence.ts'
import type { Finding, Trace } from '../find-authors.ts'
import { groupsOf } from './groups-of.ts'

/** Who did something this close to a note's moment may have written it, in ms. */
const NEAR_MS = 2_000
/** Numbers between these are moments, in ms and in s since 1970: from 2015 to 2100. */
const FROM_MS = Date.UTC(2015, 0, 1)
const TO_MS = Date.UTC(2100, 0, 1)
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** A moment beside a note says who was writing just then. One moment for all of them is that of the reveal. */
export const traceTimes: Trace = (notes, { events, people }) =>
  groupsOf(notes, ({ source }) => source).flatMap((group) => {
    const timed = group.flatMap((note) => timesOf(note).map((time) => ({ note, ...time })))
    return groupsOf(timed, ({ path }) => path).flatMap((moments) => {
      const tellApart = new Set(moments.map(({ atMs }) => atMs)).size > 1
      return moments.flatMap(({ note, path, atMs, isPast }): Finding[] => {
        const id = onlyOneNear(atMs, events)
        if (id === null && !tellApart) return []
        const person = people.find(({ ids, names }) => id !== null && (ids.has(id) || names.has(id)))
        return [
          {
            noteId: note.id,
            trace: isPast ? 'history' : 'time',
            author: person?.label ?? id,
            source: note.source,
            detail: `a moment in field ${path}`,
          },
        ]
      })
    })
  })

function timesOf({ fields }: NoteEvidence): { path: string; atMs: number; isPast: boolean }[] {
  return fields.flatMap((field) => {
    const atMs = field.isContent ? null : momentOf(field)
    return atMs === null ? [] : [{ path: field.path, atMs, isPast: field.isPast }]
  })
}

function momentOf({ value }: StoredField): number | null {
  if (typeof value === 'string') {
    if (ISO_TIME.test(value)) return Number.isNaN(Date.parse(value)) ? null : Date.parse(value)
    if (!/^\d{10}(\d{3})?$/.test(value)) return null
  }
  const number = Number(value)
  for (const ms of [number, number * 1000])
    if (Number.isInteger(number) && ms >= FROM_MS && ms < TO_MS) return ms
  return null
}

/** The one person who did something then; null when there are several, or none. */
function onlyOneNear(atMs: number, events: readonly PersonEvent[]): string | null {
  const near = events.filter((event) => event.atMs !== null && Math.abs(event.atMs - atMs) <= NEAR_MS)
  const who = new Set(near.map((event) => event.who))
  const [only] = who
  return who.size === 1 && only !== undefined ? only : null
}
