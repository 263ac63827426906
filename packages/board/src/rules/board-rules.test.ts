import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { NOTE, openRoom } from '../testing/expect-refused.ts'
import { noteRecord } from '../testing/records.ts'

describe('B12 nothing else is in the document', () => {
  test('an unknown root is emptied', () => {
    const { room, anna } = openRoom()
    anna.doc.getMap('other').set('x', 'y')
    anna.doc.getText('more').insert(0, 'text')
    expect(room.tick().refusals).toEqual([
      { recordId: 'unnamed', code: 'unknown_root' },
      { recordId: 'unnamed', code: 'unknown_root' },
    ])
    expect(room.doc.getMap('other').size).toBe(0)
    expect(room.doc.getText('more').toString()).toBe('')
  })
})

describe('B13 the last good state follows', () => {
  test('what the server writes in its own transaction', () => {
    const { room, anna } = openRoom()
    const note = noteRecord({ id: 'shape:srv', by: 'anna', text: 'revealed', index: 'a4' })
    const server = room.join({ actorId: 'coach', role: 'coach' })
    server.put(note)
    for (const update of server.waiting.splice(0)) Y.applyUpdate(room.doc, update, 'server')
    Y.applyUpdate(anna.doc, Y.encodeStateAsUpdate(room.doc), 'room')
    anna.set('shape:srv', { 'p.color': 'hacker' })
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:srv', code: 'schema' }])
    expect(anna.record('shape:srv')).toEqual({ ...note, meta: { by: 'anna', zone: 'macro' } })
  })
  test('what an author was allowed', () => {
    const { room, anna, ben } = openRoom()
    anna.set(NOTE, { 'p.color': 'blue' })
    room.tick()
    ben.set(NOTE, { 'p.color': 'red' })
    room.tick()
    expect(ben.record(NOTE)?.props?.['color']).toBe('blue')
  })
  test('two authors in one tick are judged apart', () => {
    const { room, anna, ben } = openRoom()
    anna.set(NOTE, { xf: ['page:page', 'a1', 11, 12, 0] })
    ben.set(NOTE, { xf: ['page:page', 'a1', 99, 99, 0] })
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'not_yours' }])
    expect(ben.record(NOTE)).toMatchObject({ x: 11, y: 12 })
    expect(anna.record(NOTE)).toMatchObject({ x: 11, y: 12 })
  })
})
