import { type BoardRecord, buildBoardDoc, readSnapshot } from '@tablee/board'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { templateRecords } from './layout-board.ts'
import { filledBoard, noteRecords } from './place-notes.ts'
import { findTemplate } from './templates.ts'

const template = findTemplate('needs-macro-micro')
if (!template) throw new Error('the template is missing')
const furniture = templateRecords(template)
const texts = [
  'Un mot',
  'Une phrase assez longue pour que la note doive grandir un peu vers le bas. '.repeat(3),
  'Trois',
  'Quatre',
  'Cinq',
  'Six',
  'Sept',
  'Huit',
  'Neuf',
  'Dix',
]

test('every note lies in the zone it was meant for, with its whole text', () => {
  const records = [
    ...furniture,
    ...noteRecords(
      furniture,
      texts.map((text) => ({ zoneId: 'macro', text })),
      { by: 'actor-1' },
    ),
  ]
  const snapshot = readSnapshot(
    Y.encodeStateAsUpdate(buildBoardDoc(records, { template: template.id, version: template.version })),
  )
  expect(snapshot.items.map((item) => item.text).sort()).toEqual(texts.map((text) => text.trim()).sort())
  expect(new Set(snapshot.items.map((item) => item.zoneId))).toEqual(new Set(['macro']))
})

test('more notes than a zone has room for become smaller, and none of them leaves its zone', () => {
  const crowd = Array.from({ length: 60 }, (_, at) => ({ zoneId: 'shelf', text: `Idée ${at}` }))
  const notes = noteRecords(furniture, crowd, { by: 'a' })
  expect(new Set(notes.map(({ props }) => props?.['scale']))).toEqual(new Set([0.5]))
  const doc = buildBoardDoc([...furniture, ...notes], { template: template.id, version: template.version })
  const { items } = readSnapshot(Y.encodeStateAsUpdate(doc))
  expect(items.filter(({ zoneId }) => zoneId === 'shelf')).toHaveLength(60)
})

test('no two notes overlap', () => {
  const boxes = noteRecords(
    furniture,
    texts.map((text) => ({ zoneId: 'macro', text })),
    { by: 'a' },
  ).map(boxOf)
  for (const a of boxes)
    for (const b of boxes)
      if (a !== b)
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
})

test('what is meant for a text zone is written on its sheet, and no note lies there', () => {
  const records = filledBoard(
    furniture,
    [
      { zoneId: 'why', text: 'Libérer du temps.' },
      { zoneId: 'macro', text: 'Une note' },
      { zoneId: 'why', text: 'C’est notre mission.' },
    ],
    { by: 'prepared' },
  )
  const update = Y.encodeStateAsUpdate(
    buildBoardDoc(records, { template: template.id, version: template.version }),
  )
  const { items } = readSnapshot(update)
  expect(items.map(({ id, zoneId, text }) => ({ id, zoneId, text }))).toEqual([
    { id: 'shape:note-1', zoneId: 'macro', text: 'Une note' },
    { id: 'shape:sheet-why#1', zoneId: 'why', text: 'Libérer du temps.' },
    { id: 'shape:sheet-why#2', zoneId: 'why', text: 'C’est notre mission.' },
  ])
})

test('a note for a zone that the board does not have is left out', () => {
  expect(noteRecords(furniture, [{ zoneId: 'nowhere', text: 'x' }], { by: 'a' })).toEqual([])
})

function boxOf(record: BoardRecord) {
  return { x: Number(record.x), y: Number(record.y), w: 200, h: 200 + Number(record.props?.growY) }
}
