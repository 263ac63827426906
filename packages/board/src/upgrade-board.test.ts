import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { buildBoardDoc } from './build-board.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { METHOD_KEY, methodOf } from './method.ts'
import { richTextToPlain } from './rich-text.ts'
import { createBoardRules } from './rules/board-rules.ts'
import { boardSchema } from './schema.ts'
import { readSnapshot } from './snapshot.ts'
import { methodOfTest, zoneDefinition } from './testing/definitions.ts'
import { noteRecord, zoneRecord } from './testing/records.ts'
import { upgradeBoard } from './upgrade-board.ts'

const method = methodOfTest({
  zones: [
    zoneDefinition('macro'),
    zoneDefinition('why', { kind: 'text', options: { max: 1 } }),
    zoneDefinition('station', { kind: 'text', options: { repeat: 'perProject' } }),
    zoneDefinition('gone', { kind: 'text' }),
  ],
})

/** A board as the product made it before boards kept their method. */
function oldBoard(): Y.Doc {
  const doc = buildBoardDoc(
    [
      zoneRecord('macro', { x: 0, y: 0, w: 600, h: 400 }, 'a1'),
      zoneRecord('why', { x: 0, y: 500, w: 600, h: 400 }, 'a2'),
      zoneRecord('station', { x: 700, y: 500, w: 600, h: 400 }, 'a3'),
      noteRecord({ id: 'shape:n', by: 'anna', text: 'Libérer du temps.', x: 40, y: 700, index: 'a4' }),
    ],
    { template: 'm', version: '1.0.0' },
  )
  const { 'com.tldraw.shape.sheet': _, ...sequences } = sequencesNow()
  metaRoot(doc).set('schema', { schemaVersion: 2, sequences })
  return doc
}

function sequencesNow(): Record<string, number> {
  const schema = boardSchema().serialize()
  return schema.schemaVersion === 2 ? schema.sequences : {}
}

test('an older board takes over its method, gets its sheets and says so in its facts', () => {
  const doc = oldBoard()
  expect(upgradeBoard(doc, method)).toEqual({ records: 0, method: true, sheets: 1, results: 0 })
  expect(methodOf(doc)).toEqual(method)
  expect(metaRoot(doc).get('schema')).toEqual(boardSchema().serialize())
  const { items, records } = readSnapshot(Y.encodeStateAsUpdate(doc))
  // What somebody wrote there as a note stays, above the sheet.
  expect(items).toEqual([{ id: 'shape:n', zoneId: 'why', text: 'Libérer du temps.', order: 0 }])
  const sheets = records.filter(({ type }) => type === 'sheet')
  expect(sheets.map(({ id }) => id)).toEqual(['shape:sheet-why'])
  const [index] = sheets.map((sheet) => String(sheet['index']))
  expect([index, 'a2', 'a3'].sort()).toEqual(['a2', index, 'a3'])
  createBoardRules(doc)
})

test('a board that is up to date is not written to', () => {
  const doc = oldBoard()
  upgradeBoard(doc, method)
  const before = Y.encodeStateVector(doc)
  expect(upgradeBoard(doc, method)).toEqual({ records: 0, method: false, sheets: 0, results: 0 })
  expect(Y.encodeStateVector(doc)).toEqual(before)
})

test('a board that keeps a method keeps that one', () => {
  const doc = oldBoard()
  metaRoot(doc).set(METHOD_KEY, { ...method, version: '1.2.0' })
  expect(upgradeBoard(doc, method)).toMatchObject({ method: false, sheets: 1, results: 0 })
  expect(methodOf(doc)?.version).toBe('1.2.0')
})

test('a board whose method nobody knows any more still opens', () => {
  const doc = oldBoard()
  expect(upgradeBoard(doc, null)).toEqual({ records: 0, method: false, sheets: 0, results: 0 })
  expect(boardRoot(doc).size).toBe(6)
})

test('a record of an older form of the schema is brought to the present one', () => {
  const doc = oldBoard()
  // Notes had no rich text before tldraw 3.8 (sequence com.tldraw.shape.note, version 9).
  const sequences = { ...sequencesNow(), 'com.tldraw.shape.note': 8 }
  metaRoot(doc).set('schema', { schemaVersion: 2, sequences })
  const { props, ...note } = noteRecord({ id: 'shape:old', by: 'anna', index: 'a9' })
  const { richText: _, ...others } = props ?? {}
  boardRoot(doc).set('shape:old', new Y.Map([['b', { ...note, props: { ...others, text: 'Ancien' } }]]))
  boardRoot(doc).delete('shape:n')
  expect(upgradeBoard(doc, method).records).toBe(1)
  const { records } = readSnapshot(Y.encodeStateAsUpdate(doc))
  const old = records.find(({ id }) => id === 'shape:old')
  expect(richTextToPlain(old?.props?.['richText'])).toBe('Ancien')
})

test('the lowest and the highest of three scores, which an older version told, are told no longer', () => {
  const doc = buildBoardDoc([], { template: 'm', version: '1.0.0', method })
  const score = (n: number) => ({ n, median: 2, min: 0, max: 4, spread: 4 })
  const result = { kind: 'scores', voters: 5, scores: { few: score(3), many: score(5) } }
  metaRoot(doc).set('result:why', result)
  expect(upgradeBoard(doc, method).results).toBe(1)
  expect(metaRoot(doc).get('result:why')).toEqual({
    ...result,
    scores: { few: { ...score(3), min: null, max: null }, many: score(5) },
  })
  expect(upgradeBoard(doc, method).results).toBe(0)
})
