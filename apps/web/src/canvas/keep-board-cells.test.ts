// @vitest-environment jsdom
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLRecord, TLShapeId } from 'tldraw'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordId } from './board-record.ts'
import { type BoardPeer, exchange, noteOf, openPeers } from './testing/board-peers.ts'
import { reportByFrame } from './testing/report-by-frame.ts'
import { tableMethod } from './testing/table-method.ts'

reportByFrame()

// The brand of ids exists in types only.
const NOTE = 'shape:note' as TLShapeId

function pairWithRow(): { a: BoardPeer; b: BoardPeer } {
  const note = noteRecord({ id: NOTE, by: 'ana', text: 'Un agenda', x: 100, y: 300 })
  const [a, b] = openPeers(2, {
    method: tableMethod(),
    records: [
      zoneRecord('needs', { x: 0, y: 0, w: 1200, h: 1000 }),
      { ...note, meta: { ...note.meta, zone: 'needs' } },
    ],
  })
  if (!a || !b) throw new Error('two peers were asked for')
  return { a, b }
}

function fill({ store }: BoardPeer, value: string): void {
  store.update(
    recordId(NOTE),
    (record) => ({ ...record, meta: { ...record.meta, c_who: value } }) as TLRecord,
  )
}

const cellOf = ({ store }: BoardPeer) => noteOf(store, NOTE).meta['c_who']
const settled = () => new Promise<void>((resolve) => queueMicrotask(resolve))

test('of two values that two people write in one cell at once none is lost, on neither canvas', async () => {
  const { a, b } = pairWithRow()
  fill(a, 'la nuit')
  fill(b, 'le bruit')
  exchange([a, b])
  await settled()
  exchange([a, b])
  expect(cellOf(a)).toBe(cellOf(b))
  expect(cellOf(a)).toMatch(/la nuit/)
  expect(cellOf(a)).toMatch(/le bruit/)
})

test('who has seen a value may replace it', async () => {
  const { a, b } = pairWithRow()
  fill(a, 'la nuit')
  exchange([a, b])
  fill(b, 'le bruit')
  exchange([a, b])
  await settled()
  exchange([a, b])
  expect([cellOf(a), cellOf(b)]).toEqual(['le bruit', 'le bruit'])
})

test('a value is in the document before anything can arrive: one that comes then is no value that was seen', async () => {
  const { a, b } = pairWithRow()
  fill(b, 'le bruit')
  b.binding.flush()
  fill(a, 'la nuit')
  await settled()
  for (const update of b.outbox.splice(0)) Y.applyUpdate(a.doc, update, 'network')
  await settled()
  exchange([a, b])
  await settled()
  exchange([a, b])
  expect(cellOf(a)).toBe(cellOf(b))
  expect(cellOf(a)).toMatch(/la nuit/)
  expect(cellOf(a)).toMatch(/le bruit/)
})

test('a row keeps its cells when its note is moved here while somebody fills one there', () => {
  const { a, b } = pairWithRow()
  fill(a, 'la nuit')
  exchange([a, b])
  a.store.update(recordId(NOTE), (record) => ({ ...record, x: 400 }) as TLRecord)
  fill(b, 'le bruit')
  exchange([a, b])
  for (const { store } of [a, b])
    expect(noteOf(store, NOTE)).toMatchObject({ x: 400, meta: { c_who: 'le bruit' } })
})
