import { createTLSchema } from '@tldraw/tlschema'
import { describe, expect, test } from 'vitest'
import { buildBoardDoc } from '../build-board.ts'
import { decodeRecord } from '../codec.ts'
import { boardRoot } from '../layout.ts'
import { type BoardRecord, isShape } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import { createBoardRules } from '../rules/board-rules.ts'
import { methodOfTest, zoneDefinition } from '../testing/definitions.ts'
import {
  arrowRecord,
  bindingRecord,
  groupRecord,
  imageAsset,
  noteRecord,
  shapeRecord,
  zoneRecord,
} from '../testing/records.ts'
import { shapeCentre, zoneAreas, zoneOfShape } from '../zones.ts'
import { readTldrawFile, TldrawFileUnreadable } from './read-tldraw-file.ts'
import { writeTldrawContent } from './write-content.ts'

const PAGES: BoardRecord[] = [
  { id: 'document:document', typeName: 'document', gridSize: 10, name: '', meta: {} },
  { id: 'page:page', typeName: 'page', name: 'Page 1', index: 'a1', meta: {} },
  { id: 'page:two', typeName: 'page', name: 'Page 2', index: 'a2', meta: {} },
]
const fileOf = (records: readonly object[], more: object = {}) =>
  JSON.stringify({
    tldrawFileFormatVersion: 1,
    schema: createTLSchema().serialize(),
    records: [...PAGES, ...records],
    ...more,
  })
const read = (text: string) => {
  let made = 0
  return readTldrawFile(text, { by: 'me', newId: () => `new-${made++}` })
}
const image = shapeRecord(
  'shape:i',
  'image',
  {},
  {
    w: 10,
    h: 10,
    playing: true,
    url: '',
    assetId: 'asset:i',
    crop: null,
    flipX: false,
    flipY: false,
    altText: '',
  },
)

describe('a file of tldraw', () => {
  test('gives its shapes under new ids, signed by one person, tied and nested as they were', () => {
    const content = read(
      fileOf([
        groupRecord('shape:g', 'someone', { x: 1000, y: 500, index: 'a1' }),
        noteRecord({ id: 'shape:a', by: 'someone', text: 'un', x: 10, y: 20, parentId: 'shape:g' }),
        noteRecord({
          id: 'shape:b',
          by: 'someone',
          text: 'deux',
          x: 300,
          y: 20,
          parentId: 'shape:g',
          index: 'a2',
        }),
        arrowRecord('shape:arrow', 'someone', 'a2'),
        bindingRecord('binding:1', 'shape:arrow', 'shape:a', 'start'),
        bindingRecord('binding:2', 'shape:arrow', 'shape:gone', 'end'),
      ]),
    )
    const shapes = content.records.filter(({ typeName }) => typeName === 'shape')
    expect(shapes.map(({ type }) => type)).toEqual(['group', 'note', 'note', 'arrow'])
    expect(
      shapes.every(({ id, meta }) => id.startsWith('shape:new-') && JSON.stringify(meta) === '{"by":"me"}'),
    ).toBe(true)
    expect(shapes[1]?.['parentId']).toBe(shapes[0]?.id)
    expect(content.records.filter(({ typeName }) => typeName === 'binding')).toMatchObject([
      { fromId: shapes[3]?.id, toId: shapes[1]?.id },
    ])
    expect(content).toMatchObject({ images: 0, left: 0 })
  })

  test('leaves pictures and what a board refuses behind, and says how many', () => {
    const content = read(
      fileOf([
        image,
        imageAsset('asset:i', 'https://elsewhere.example/x.png'),
        noteRecord({ id: 'shape:ok', by: null, text: 'reste' }),
        shapeRecord('shape:e', 'embed', {}, { w: 1, h: 1, url: 'https://elsewhere.example' }),
        {
          ...noteRecord({ id: 'shape:js', by: null }),
          props: { ...noteRecord({ id: 'x', by: null }).props, url: 'javascript:alert(1)' },
        },
        shapeRecord('shape:zone', 'zone', {}, { w: 1, h: 1 }),
        { ...noteRecord({ id: 'shape:far', by: null }), x: 1e9 },
        { ...noteRecord({ id: 'shape:orphan', by: null }), parentId: 'shape:orphan' },
      ]),
    )
    expect(content.records.map(({ props }) => richTextToPlain(props?.['richText']))).toEqual(['reste'])
    expect(content).toMatchObject({ images: 1, left: 5 })
    expect(JSON.stringify(content)).not.toContain('elsewhere')
  })

  test('brings pages one under the other, its corner at the origin', () => {
    const { records, size } = read(
      fileOf([
        noteRecord({ id: 'shape:a', by: null, text: 'haut', x: 5_000, y: -300 }),
        noteRecord({ id: 'shape:b', by: null, text: 'bas', x: -40, y: 9_000, parentId: 'page:two' }),
      ]),
    )
    expect(records.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0, 600],
    ])
    expect(size).toEqual({ w: 200, h: 800 })
  })

  test.each([
    ['no JSON', '{'],
    ['no file of tldraw', '{"hello":1}'],
    ['a file of a later format', fileOf([], { tldrawFileFormatVersion: 99 })],
    [
      'a schema of the future',
      fileOf([], { schema: { schemaVersion: 2, sequences: { 'com.tldraw.shape.note': 9_999 } } }),
    ],
    [
      'too many records',
      fileOf(Array.from({ length: 7_000 }, (_, at) => ({ id: `shape:${at}`, typeName: 'shape' }))),
    ],
    [
      'records of no version',
      fileOf([{ id: 'shape:x', typeName: 'shape', type: 'arrow' }], {
        schema: { schemaVersion: 2, sequences: {} },
      }),
    ],
  ])('is refused when it is %s, or nothing comes of it', (_, text) => {
    try {
      expect(read(text).records).toEqual([])
    } catch (error) {
      expect(error).toBeInstanceOf(TldrawFileUnreadable)
    }
  })

  test('of the year before, with plain text and no bindings, is brought up to date', () => {
    const old = {
      ...noteRecord({ id: 'shape:old', by: null }),
      props: {
        color: 'yellow',
        size: 'm',
        text: 'ancienne note',
        font: 'draw',
        align: 'middle',
        verticalAlign: 'middle',
        growY: 0,
        url: '',
        fontSizeAdjustment: 0,
        scale: 1,
        labelColor: 'black',
      },
    }
    const { sequences } = createTLSchema().serialize()
    const schema = { schemaVersion: 2, sequences: { ...sequences, 'com.tldraw.shape.note': 8 } }
    const [note] = read(fileOf([old], { schema })).records
    expect(richTextToPlain(note?.props?.['richText'])).toBe('ancienne note')
  })
})

test('what a file brought stands beside the board, above it, and its rules would have allowed it', () => {
  const doc = buildBoardDoc([zoneRecord('z', { x: 0, y: 0, w: 900, h: 900 }, 'Zx')], {
    template: 't',
    version: '1',
  })
  const content = read(
    fileOf([
      noteRecord({ id: 'shape:a', by: null, text: 'un' }),
      noteRecord({ id: 'shape:b', by: null, text: 'deux', x: 300, index: 'a2' }),
    ]),
  )
  expect(writeTldrawContent(doc, content)).toEqual({ x: 1_100, y: 0 })
  const notes = [...boardRoot(doc).values()].map(decodeRecord).filter((record) => record?.type === 'note')
  expect(notes.map((note) => [note?.['x'], note?.['y'], String(note?.['index']) > 'Zx'])).toEqual([
    [1_100, 0, true],
    [1_400, 0, true],
  ])
  expect(() => createBoardRules(doc)).not.toThrow()
  const many = {
    records: Array.from({ length: 4_000 }, (_, at) => noteRecord({ id: `shape:m${at}`, by: 'me' })),
  }
  const before = boardRoot(doc).size
  expect(writeTldrawContent(doc, many)).toBeNull()
  expect(boardRoot(doc).size).toBe(before)
})

test('nothing of a file comes to lie on what stands on the board, wherever it lies in its frames', () => {
  const zone = zoneRecord('z', { x: 0, y: 0, w: 900, h: 900 }, 'Zx')
  const doc = buildBoardDoc([zone], { template: 't', version: '1' })
  const look = { w: 100, h: 100, name: '', color: 'black' }
  const frame = shapeRecord('shape:f', 'frame', { x: 50, y: 60, rotation: Math.PI / 2 }, look)
  const inside = (id: string, x: number, y: number, index: string) =>
    noteRecord({ id: `shape:${id}`, by: null, text: id, x, y, index, parentId: 'shape:f' })
  const content = read(
    fileOf([frame, inside('a', -3_000, 0, 'a1'), inside('b', 0, 4_000, 'a2'), inside('c', 5_000, 0, 'a3')]),
  )
  const corner = writeTldrawContent(doc, content)
  const records = new Map(
    [...boardRoot(doc).values()].flatMap((map) => {
      const record = decodeRecord(map)
      return record ? [[record.id, record] as const] : []
    }),
  )
  const notes = [...records.values()].filter(isShape).filter(({ type }) => type === 'note')
  expect(notes).toHaveLength(3)
  const centres = notes.map((note) => shapeCentre(note, records) ?? { x: 0, y: 0 })
  expect(Math.min(...centres.map(({ x }) => x))).toBeGreaterThanOrEqual(1_100)
  expect(Math.min(...centres.map(({ y }) => y))).toBeGreaterThanOrEqual(0)
  expect(notes.map((note) => zoneOfShape(note, records, zoneAreas(records.values())))).toEqual([
    null,
    null,
    null,
  ])
  // and the room that is said to be taken holds it all
  const { w, h } = content.size
  const at = corner ?? { x: 0, y: 0 }
  expect(Math.max(...centres.map(({ x }) => x))).toBeLessThan(at.x + w)
  expect(Math.max(...centres.map(({ y }) => y))).toBeLessThan(at.y + h)
})

test('what stands on the board in a frame is not written over either', () => {
  const frame = shapeRecord('shape:f', 'frame', { x: 0, y: 0 }, { w: 100, h: 100, name: '', color: 'black' })
  const far = noteRecord({ id: 'shape:far', by: 'me', x: 7_000, y: -500, parentId: 'shape:f' })
  const doc = buildBoardDoc([frame, far], { template: 't', version: '1' })
  const content = read(fileOf([noteRecord({ id: 'shape:a', by: null, text: 'un' })]))
  expect(writeTldrawContent(doc, content)).toEqual({ x: 7_400, y: -500 })
})

test('a file whose texts lie in each other without end is not read, instead of breaking what reads it', () => {
  const note = noteRecord({ id: 'shape:a', by: 'someone', text: 'un' })
  const marker = '"RICH"'
  const props = { ...note.props, richText: 'RICH' }
  const file = fileOf([{ ...note, props }])
  const deep = (levels: number) => {
    const open = '{"type":"bulletList","content":['.repeat(levels)
    const doc = `{"type":"doc","content":[${open}${']}'.repeat(levels)}]}`
    return file.replace(marker, doc)
  }
  expect(() => read(deep(100_000))).toThrow(TldrawFileUnreadable)
  // what is only too deep for a board stays behind
  expect(read(deep(40))).toMatchObject({ records: [], left: 1 })
})

test.each([{}, { max: 2 }, { locked: true }])(
  'the arrows of a file are tied unless a link zone would claim them that is closed to them: %o',
  (limits) => {
    const method = methodOfTest({
      zones: [zoneDefinition('ties', { kind: 'link', options: { from: 'any', to: 'any', ...limits } })],
    })
    const doc = buildBoardDoc([], { template: 't', version: '1', method })
    const content = read(
      fileOf([
        noteRecord({ id: 'shape:a', by: null, text: 'un' }),
        noteRecord({ id: 'shape:b', by: null, text: 'deux', x: 300, index: 'a2' }),
        arrowRecord('shape:t', 'somebody'),
        bindingRecord('binding:s', 'shape:t', 'shape:a', 'start'),
        bindingRecord('binding:e', 'shape:t', 'shape:b', 'end'),
      ]),
    )
    writeTldrawContent(doc, content)
    const kinds = [...boardRoot(doc).values()].map((map) => decodeRecord(map)?.typeName)
    expect(kinds.filter((kind) => kind === 'shape')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'binding')).toHaveLength(Object.keys(limits).length === 0 ? 2 : 0)
  },
)
