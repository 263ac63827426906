import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildBoardDoc } from '../build-board.ts'
import { canonicalJson } from '../canonical-json.ts'
import { encodeRecord } from '../codec.ts'
import { boardRoot } from '../layout.ts'
import { BoardRoom } from '../testing/board-room.ts'
import { NOTE, openRoom } from '../testing/expect-refused.ts'
import { noteRecord, zoneRecord } from '../testing/records.ts'
import { type BoardRules, createBoardRules, openBoardRules } from './board-rules.ts'

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
  test('also of records that nobody touched for long', { timeout: 30_000 }, () => {
    const notes = Array.from({ length: 600 }, (_, at) =>
      noteRecord({ id: `shape:n${at}`, by: 'anna', text: `note ${at}`, index: `a1${at}1` }),
    )
    const room = new BoardRoom(notes)
    const anna = room.join({ actorId: 'anna', role: 'writer' })
    const ben = room.join({ actorId: 'ben', role: 'writer' })
    anna.doc.transact(() => {
      for (const { id } of notes) anna.map(id).set('p.color', 'blue')
    })
    room.tick()
    const before = notes.map(({ id }) => room.record(id))
    ben.doc.transact(() => {
      for (const { id } of notes) {
        if (id.endsWith('0')) ben.board.delete(id)
        else ben.map(id).set('p.color', 'red')
      }
    })
    expect(room.tick().refusals).toHaveLength(notes.length)
    expect(notes.map(({ id }) => ben.record(id))).toEqual(before)
  })
})

describe('R6 a board that is opened', { timeout: 30_000 }, () => {
  const crowded = Array.from({ length: 400 }, (_, at) =>
    noteRecord({
      id: `shape:n${at}`,
      by: 'anna',
      text: 'x',
      x: at,
      index: 'a1',
      parentId: at % 2 ? 'page:page' : 'shape:gone',
    }),
  )
  const furniture = zoneRecord('macro', { x: 0, y: 0, w: 600, h: 600 })

  function review(doc: Y.Doc, rules: BoardRules, change: () => void) {
    return doc.transact((transaction) => {
      change()
      return rules.review(transaction.changed, { actorId: 'ben', role: 'writer' })
    })
  }

  test('is repaired in slices as it is in one go', async () => {
    const start = buildBoardDoc([furniture, ...crowded], { template: 'test', version: '1.0.0' })
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(start))
    createBoardRules(start)
    let pauses = 0
    const rules = await openBoardRules(doc, async () => {
      pauses += 1
      await new Promise((resolve) => setImmediate(resolve))
    })
    expect(pauses).toBeGreaterThan(1)
    expect(canonicalJson(boardRoot(doc).toJSON())).toBe(canonicalJson(boardRoot(start).toJSON()))
    expect(rules.repair()).toBe(0)
    expect(boardRoot(doc).get('shape:n0')?.get('xf')).toMatchObject({ 0: 'page:page' })
  })

  test('takes what the server writes meanwhile as good', async () => {
    const doc = buildBoardDoc([furniture, ...crowded], { template: 'test', version: '1.0.0' })
    const board = boardRoot(doc)
    let pauses = 0
    const rules = await openBoardRules(doc, async () => {
      pauses += 1
      if (pauses > 1) return
      doc.transact(() => {
        board.set(
          'shape:new',
          encodeRecord(noteRecord({ id: 'shape:new', by: 'anna', text: 'new', index: 'a1' })),
        )
        board.get('shape:n1')?.set('p.color', 'blue')
        board.get('shape:n399')?.set('p.color', 'green')
        board.delete('shape:n3')
      })
    })
    const refusals = review(doc, rules, () => {
      for (const id of ['shape:new', 'shape:n1', 'shape:n399']) board.get(id)?.set('p.color', 'red')
    })
    expect(refusals.map(({ code }) => code)).toEqual(['not_yours', 'not_yours', 'not_yours'])
    expect(['shape:new', 'shape:n1', 'shape:n399'].map((id) => board.get(id)?.get('p.color'))).toEqual([
      'yellow',
      'blue',
      'green',
    ])
    expect(board.has('shape:n3')).toBe(false)
  })
})
