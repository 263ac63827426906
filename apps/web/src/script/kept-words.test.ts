import { boardRoot, buildBoardDoc, encodeRecord } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { keepWords } from './kept-words.ts'

const note = (text: string) => noteRecord({ id: 'shape:late', by: 'ana', text })

test('words that the board took back are given again, those that stand are not', () => {
  const doc = buildBoardDoc([], { template: 'test', version: '1' })
  const words = keepWords(doc)
  boardRoot(doc).set('shape:late', encodeRecord(note('une idée tardive')))
  expect(words.lost('step_no_writing', 'shape:late')).toBeNull()
  // the server takes it off the board, as it does with what comes too late
  const server = new Y.Doc()
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  boardRoot(server).delete('shape:late')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  expect(words.lost('step_no_writing', 'shape:late')).toBe('une idée tardive')
  expect(words.lost('not_yours', 'shape:late')).toBeNull()
  expect(words.lost('step_no_writing', 'shape:other')).toBeNull()
})

test('what others write is not hers, and of her own the last words count', () => {
  const doc = buildBoardDoc([note('')], { template: 'test', version: '1' })
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const words = keepWords(doc)
  boardRoot(other).set('shape:late', encodeRecord(note('d’une autre')))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  boardRoot(other).delete('shape:late')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(words.lost('step_zone_closed', 'shape:late')).toBeNull()
  boardRoot(doc).set('shape:late', encodeRecord(note('un')))
  boardRoot(doc).set('shape:late', encodeRecord(note('un deux')))
  doc.transact(() => boardRoot(doc).delete('shape:late'))
  expect(words.lost('step_zone_closed', 'shape:late')).toBe('un deux')
})
