import { expect } from 'vitest'
import { boardRoot } from '../layout.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { BoardRoom, type Peer } from './board-room.ts'
import { noteRecord, zoneRecord } from './records.ts'

/** The furniture of the test board. */
export const ZONE = 'shape:zone-macro'

/** Anna's note on the test board; it says hello. */
export const NOTE = 'shape:note'

/** A board with a zone and a note, and one peer of every kind. */
export function openRoom() {
  const room = new BoardRoom([
    zoneRecord('macro', { x: 0, y: 0, w: 400, h: 400 }),
    noteRecord({ id: NOTE, by: 'anna', text: 'hello' }),
  ])
  return {
    room,
    anna: room.join({ actorId: 'anna', role: 'writer' }),
    ben: room.join({ actorId: 'ben', role: 'writer' }),
    coach: room.join({ actorId: 'coach', role: 'coach' }),
    viewer: room.join({ actorId: 'viewer', role: 'viewer' }),
  }
}

/** Runs the change and expects it to be refused with the code, and the room and its author to see what was there before. */
export function expectRefused(
  change: (room: ReturnType<typeof openRoom>) => { by: Peer; id: string },
  code: RefusalCode,
): void {
  const open = openRoom()
  const before = [...boardRoot(open.room.doc).keys()].sort()
  const { by, id } = change(open)
  expect(open.room.tick().refusals).toContainEqual({ recordId: id, code })
  expect([...boardRoot(open.room.doc).keys()].sort()).toEqual(before)
  const fresh = openRoom().room
  for (const key of before) {
    expect(open.room.record(key)).toEqual(fresh.record(key))
    expect(by.record(key)).toEqual(fresh.record(key))
  }
}
