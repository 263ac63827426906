import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildBoardDoc } from './build-board.ts'
import { canonicalJson } from './canonical-json.ts'
import { encodeRecord } from './codec.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { type BoardRecord, isShape } from './record.ts'
import { boardSchema } from './schema.ts'
import { sheetRecord } from './sheet.ts'
import { readSnapshot, SnapshotUnreadable } from './snapshot.ts'
import { arrowRecord, bindingRecord, groupRecord, noteRecord, zoneRecord } from './testing/records.ts'

const META = { template: 'needs-macro-micro', version: '1.0.0' }
const ZONES = [
  zoneRecord('lower', { x: 0, y: 1_000, w: 900, h: 900 }, 'Zx'),
  zoneRecord('upper', { x: 0, y: 0, w: 900, h: 900 }, 'Zy'),
]

function updateOf(...records: BoardRecord[]): Uint8Array {
  return Y.encodeStateAsUpdate(buildBoardDoc(records, META))
}

function note(name: string, x: number, y: number, parentId = 'page:page') {
  return noteRecord({ id: `shape:${name}`, by: 'anna', text: name, x, y, parentId })
}

test('items come zone by zone, in rows from top to bottom and each from left to right', () => {
  const snapshot = readSnapshot(
    updateOf(
      ...ZONES,
      note('loose', 2_000, 0),
      note('fourth', 10, 1_010),
      note('second', 300, 5),
      note('first', 10, 60),
      note('third', 10, 300),
      noteRecord({ id: 'shape:empty', by: 'anna', x: 500, y: 500 }),
    ),
  )
  expect(snapshot.items).toEqual([
    { id: 'shape:first', zoneId: 'upper', text: 'first', order: 0 },
    { id: 'shape:second', zoneId: 'upper', text: 'second', order: 1 },
    { id: 'shape:third', zoneId: 'upper', text: 'third', order: 2 },
    { id: 'shape:fourth', zoneId: 'lower', text: 'fourth', order: 0 },
    { id: 'shape:loose', zoneId: null, text: 'loose', order: 0 },
  ])
  expect(snapshot).toMatchObject({ template: META.template, templateVersion: META.version })
})

test('each paragraph of a text zone’s sheet is an item of its zone', () => {
  const [zone] = ZONES
  if (!isShape(zone)) throw new Error('the zone is no shape')
  const sheets = [sheetRecord(zone, 'a1', 'Notre mission.\nEt la suite.')]
  expect(readSnapshot(updateOf(...ZONES, ...sheets)).items).toEqual([
    { id: 'shape:sheet-lower#1', zoneId: 'lower', text: 'Notre mission.', order: 0 },
    { id: 'shape:sheet-lower#2', zoneId: 'lower', text: 'Et la suite.', order: 1 },
  ])
  expect(readSnapshot(updateOf(...ZONES, sheetRecord(zone, 'a1'))).items).toEqual([])
})

test('an item in a group lies where the group puts it', () => {
  const snapshot = readSnapshot(
    updateOf(...ZONES, groupRecord('shape:g', 'anna', { x: 0, y: 1_100 }), note('inside', 10, 10, 'shape:g')),
  )
  expect(snapshot.items).toEqual([{ id: 'shape:inside', zoneId: 'lower', text: 'inside', order: 0 }])
})

test('line breaks of a note are kept', () => {
  const snapshot = readSnapshot(updateOf(noteRecord({ id: 'shape:n', by: 'anna', text: 'one\ntwo' })))
  expect(snapshot.items[0]?.text).toBe('one\ntwo')
})

test('an arrow tied at both ends is a link', () => {
  const labelled = arrowRecord('shape:a1', 'anna')
  const snapshot = readSnapshot(
    updateOf(
      note('x', 0, 0),
      note('y', 300, 0),
      { ...labelled, props: { ...labelled.props, text: 'leads to' } },
      bindingRecord('binding:s', 'shape:a1', 'shape:x', 'start'),
      bindingRecord('binding:e', 'shape:a1', 'shape:y', 'end'),
      arrowRecord('shape:a2', 'anna'),
      bindingRecord('binding:half', 'shape:a2', 'shape:x', 'start'),
    ),
  )
  expect(snapshot.links).toEqual([{ from: 'shape:x', to: 'shape:y', label: 'leads to' }])
})

test('equal boards give equal bytes, in whatever order they were written', () => {
  const records = [...ZONES, note('a', 0, 0), note('b', 300, 0)]
  const forward = canonicalJson(readSnapshot(updateOf(...records)))
  const backward = canonicalJson(readSnapshot(updateOf(...records.reverse())))
  expect(backward).toBe(forward)
})

test('a board written in an older schema is brought up to date', () => {
  const doc = buildBoardDoc([note('n', 0, 0)], META)
  const { schemaVersion, sequences } = boardSchema().serialize() as {
    schemaVersion: 2
    sequences: Record<string, number>
  }
  const arrows = sequences['com.tldraw.shape.arrow'] ?? 0
  metaRoot(doc).set('schema', {
    schemaVersion,
    sequences: { ...sequences, 'com.tldraw.shape.arrow': arrows - 1 },
  })
  const arrow = arrowRecord('shape:a', 'anna')
  boardRoot(doc).set('shape:a', encodeRecord(arrow))
  const { elbowMidPoint: _, ...older } = arrow.props ?? {}
  boardRoot(doc).set('shape:a', encodeRecord({ ...arrow, props: older }))
  const records = readSnapshot(Y.encodeStateAsUpdate(doc)).records
  expect(records.find(({ id }) => id === 'shape:a')?.props?.['elbowMidPoint']).toBe(0.5)
})

test.each<[string, () => Uint8Array]>([
  ['bytes that are no update', () => new Uint8Array([255, 255, 255, 255])],
  ['an empty document', () => Y.encodeStateAsUpdate(new Y.Doc())],
  ['a record that the schema refuses', () => updateOf({ ...note('n', 0, 0), x: 'left' })],
  [
    'an entry that is no record',
    () => {
      const doc = buildBoardDoc([], META)
      boardRoot(doc).set('shape:x', new Y.Map())
      return Y.encodeStateAsUpdate(doc)
    },
  ],
])('%s is refused', (_, update) => {
  expect(() => readSnapshot(update())).toThrow(SnapshotUnreadable)
})

test('a refusal names the record and quotes nothing of it', () => {
  try {
    readSnapshot(updateOf({ ...note('n', 0, 0), opacity: 'Marie Dupont' }))
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ recordId: 'shape:n' })
    expect(`${error} ${JSON.stringify(error)}`).not.toContain('Dupont')
  }
})

test('a snapshot keeps of three scores neither the lowest nor the highest, which an older board still says', () => {
  const doc = buildBoardDoc([], { template: 'm', version: '1.0.0' })
  const score = { n: 3, median: 2, min: 0, max: 4, spread: 4 }
  metaRoot(doc).set('result:axes', { kind: 'scores', voters: 3, scores: { a: score } })
  const { results } = readSnapshot(Y.encodeStateAsUpdate(doc))
  expect(results).toEqual({
    'result:axes': { kind: 'scores', voters: 3, scores: { a: { ...score, min: null, max: null } } },
  })
})
