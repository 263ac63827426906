import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { encodeRecord } from '../codec.ts'
import { boardRoot } from '../layout.ts'
import { noteRecord } from '../testing/records.ts'
import { LastGood } from './last-good.ts'

test('of what was deleted it is remembered where it lay and whose it was, not what it said', () => {
  const root = boardRoot(new Y.Doc())
  const good = new LastGood()
  const id = 'shape:long'
  const said = noteRecord({ id, by: 'anna', text: 'x'.repeat(60_000), index: 'a1', x: 10, y: 20 })
  const note = { ...said, meta: { ...said.meta, c_why: 'x'.repeat(1_000) } }
  root.set(id, encodeRecord(note))
  const map = root.get(id)
  if (map === undefined) throw new Error('it was just put there')
  good.set(note, map, 60_000)
  good.delete(id)
  expect(good.findFormer(id)).toMatchObject({ type: 'note', x: 10, y: 20, meta: { by: 'anna' } })
  expect(good.formerAuthor(id)).toBe('anna')
  expect(JSON.stringify(good.findFormer(id)).length).toBeLessThan(1_000)
})
