import { expect, test } from 'vitest'
import { buildBoardDoc } from './build-board.ts'
import { decodeRecord } from './codec.ts'
import { boardRoot } from './layout.ts'
import { boardSchema, schemaFingerprint } from './schema.ts'
import {
  arrowRecord,
  bindingRecord,
  groupRecord,
  imageAsset,
  noteRecord,
  zoneRecord,
} from './testing/records.ts'

test('a new board holds valid records, its document and its page', () => {
  const records = [
    zoneRecord('macro', { x: 0, y: 0, w: 9, h: 9 }),
    noteRecord({ id: 'shape:n', by: 'anna', text: 'x' }),
    arrowRecord('shape:a', 'anna'),
    bindingRecord('binding:b', 'shape:a', 'shape:n', 'end'),
    groupRecord('shape:g', 'anna'),
    imageAsset('asset:i', '/api/assets/x.png'),
  ]
  const doc = buildBoardDoc(records, { template: 't', version: '1' })
  const ids: string[] = []
  for (const [id, map] of boardRoot(doc).entries()) {
    boardSchema().validateRecord(null as never, decodeRecord(map) as never, 'tests', null)
    ids.push(id)
  }
  expect(ids.sort()).toEqual([...records.map(({ id }) => id), 'document:document', 'page:page'].sort())
})

test.each(['embed', 'bookmark', 'video'])('%s is no shape of a board', (type) => {
  expect(Object.keys(sequences())).not.toContain(`com.tldraw.shape.${type}`)
})

test('the fingerprint is short and the same in every process', () => {
  expect(schemaFingerprint()).toMatch(/^[0-9a-f]{16}$/)
  expect(schemaFingerprint()).toBe(schemaFingerprint())
})

function sequences(): Record<string, number> {
  const serialized = boardSchema().serialize()
  return 'sequences' in serialized ? serialized.sequences : {}
}
