import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { HANDS_FACT } from '../attention.ts'
import { decodeRecord, encodeRecord } from '../codec.ts'
import { boardRoot, metaRoot, TEXT_KEY } from '../layout.ts'
import type { BoardRecord } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import { erasePerson, isTouched, withoutPerson } from './erase-person.ts'
import { type Mask, maskText, maskValue } from './mask-words.ts'

const NAME = /Nathalie( Dubreucq)?/g
const MASK: Mask = {
  find: (text) =>
    [...text.matchAll(NAME)].map((found) => ({ start: found.index, end: found.index + found[0].length })),
  word: '[personne]',
}
const PERSON = { actorId: 'actor-nathalie', mask: MASK }

function note(id: string, by: string, content: readonly object[], meta: object = {}): BoardRecord {
  return {
    id,
    typeName: 'shape',
    type: 'note',
    parentId: 'page:page',
    index: 'a1',
    x: 0,
    y: 0,
    rotation: 0,
    props: { richText: { type: 'doc', content: [{ type: 'paragraph', content }] } },
    meta: { by, ...meta },
  }
}
const say = (text: string, marks: readonly string[] = []) => ({
  type: 'text',
  text,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
})

function boardOf(...records: readonly BoardRecord[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const record of records) boardRoot(doc).set(record.id, encodeRecord(record))
  })
  return doc
}
const record = (doc: Y.Doc, id: string) => {
  const map = boardRoot(doc).get(id)
  return map ? decodeRecord(map) : null
}

test('B1 her notes stay with every word and are nobody’s; those of others keep their author', () => {
  const doc = boardOf(
    note('shape:a', 'actor-nathalie', [say('Un besoin')]),
    note('shape:b', 'actor-karim', [say('Un frein')]),
  )
  expect(erasePerson(doc, PERSON)).toEqual({ records: 1 })
  expect(record(doc, 'shape:a')?.meta).toEqual({})
  expect(richTextToPlain(record(doc, 'shape:a')?.props?.['richText'])).toBe('Un besoin')
  expect(record(doc, 'shape:b')?.meta).toEqual({ by: 'actor-karim' })
  expect(JSON.stringify(doc.toJSON())).not.toContain('actor-nathalie')
})

test('B2 her name gives way letter by letter: who types in the same note goes on, and keeps what she typed meanwhile', () => {
  const doc = boardOf(note('shape:a', 'actor-karim', [say('Demander à Nathalie Dubreucq demain')]))
  const typing = new Y.Doc()
  Y.applyUpdate(typing, Y.encodeStateAsUpdate(doc))
  const paragraph = boardRoot(typing).get('shape:a')?.get(TEXT_KEY) as Y.XmlFragment
  const text = (paragraph.get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(text.length, ' matin')

  erasePerson(doc, PERSON)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(typing))

  expect(richTextToPlain(record(doc, 'shape:a')?.props?.['richText'])).toBe(
    'Demander à [personne] demain matin',
  )
})

test('B3 a name is found across bold letters, in cells and in the record as it was created', () => {
  const doc = boardOf(
    note('shape:a', 'actor-karim', [say('vu avec Natha'), say('lie', ['bold']), say(' Dubreucq')], {
      cells: { who: 'Nathalie' },
    }),
  )
  const map = boardRoot(doc).get('shape:a')
  expect(map && isTouched(map, PERSON)).toBe(true)
  erasePerson(doc, PERSON)
  expect(richTextToPlain(record(doc, 'shape:a')?.props?.['richText'])).toBe('vu avec [personne]')
  expect(record(doc, 'shape:a')?.meta?.['cells']).toEqual({ who: '[personne]' })
  expect(map && isTouched(map, PERSON)).toBe(false)
})

test('B4 her hand goes, the hands of others stay; a second time nothing is touched', () => {
  const doc = boardOf(note('shape:a', 'actor-nathalie', [say('Nathalie')]))
  metaRoot(doc).set(HANDS_FACT, ['actor-karim', 'actor-nathalie'])
  erasePerson(doc, PERSON)
  expect(metaRoot(doc).get(HANDS_FACT)).toEqual(['actor-karim'])
  const before = Y.encodeStateVector(doc)
  expect(erasePerson(doc, PERSON)).toEqual({ records: 0 })
  expect(Y.encodeStateVector(doc)).toEqual(before)
})

test('B5 a record beside the board loses her the same way; ids and what does not name her stay the very same', () => {
  const kept = note('shape:Nathalie', 'actor-nathalie', [say('vu par Nathalie')])
  expect(withoutPerson(kept, PERSON)).toEqual(expect.objectContaining({ id: 'shape:Nathalie', meta: {} }))
  const other = note('shape:b', 'actor-karim', [say('rien')])
  expect(withoutPerson(other, PERSON)).toBe(other)
  expect(maskText('ni Paul', MASK)).toBe('ni Paul')
  const values = { list: ['Nathalie', 1, null] }
  expect(maskValue(values, MASK)).toEqual({ list: ['[personne]', 1, null] })
  expect(values.list[0]).toBe('Nathalie')
})
