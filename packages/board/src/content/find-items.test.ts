import { expect, test } from 'vitest'
import { addItem } from '../edit/add-item.ts'
import { addCluster } from '../edit/clusters.ts'
import { moveItem } from '../edit/move-item.ts'
import { setCell } from '../edit/set-cell.ts'
import { decodeBoard } from '../edit/writer.ts'
import { metaRoot } from '../layout.ts'
import { isShape } from '../record.ts'
import { sheetRecord } from '../sheet.ts'
import { zoneDefinition } from '../testing/definitions.ts'
import { METHOD, openMethodRoom } from '../testing/method-room.ts'
import { zoneRecord } from '../testing/records.ts'
import { findItems } from './find-items.ts'
import { readContent } from './read-content.ts'

function openBoard() {
  const { anna, as } = openMethodRoom()
  const writer = as(anna)
  const find = (typed: string) => {
    const content = readContent({
      records: decodeBoard(anna.doc),
      method: METHOD,
      facts: metaRoot(anna.doc),
      lang: 'fr',
    })
    return findItems(content, typed, { method: METHOD, lang: 'fr' }).map(({ id }) => id)
  }
  return { writer, find }
}

test('words are found in any order, whatever their accents, capitals and line breaks; all of them must be there', () => {
  const { writer, find } = openBoard()
  const id = addItem(writer, { zoneId: 'rows', text: 'Être prévenu\nà temps' })
  expect(find('TEMPS etre prevenu')).toEqual([id])
  expect(find('temps plan')).toEqual([])
  expect(find('  ')).toEqual([])
})

test('chosen words, dates and numbers are found as they are read', () => {
  const { writer, find } = openBoard()
  const id = addItem(writer, { zoneId: 'rows', text: 'dormir' }) ?? ''
  setCell(writer, { itemId: id, columnId: 'who' }, 'team')
  setCell(writer, { itemId: id, columnId: 'by' }, '2027-03')
  expect(find('mars 2027')).toEqual([id])
  const team = METHOD.sets[0]?.terms.find((term) => term.id === 'team')?.label.fr ?? 'team'
  expect(find(team)).toEqual([id])
})

test('a note is found by what it still says from the table that it was in', () => {
  const { writer, find } = openBoard()
  const id = addItem(writer, { zoneId: 'rows', text: 'dormir' }) ?? ''
  setCell(writer, { itemId: id, columnId: 'by' }, '2027-03')
  expect(moveItem(writer, id, { zoneId: 'ideas' })).toBe(true)
  expect(find('dormir mars 2027')).toEqual([id])
})

test('all that is found is given: whoever shows less says of how many', () => {
  const { writer, find } = openBoard()
  for (let at = 0; at < 40; at += 1) addItem(writer, { zoneId: 'rows', text: `besoin ${at}` })
  expect(find('besoin')).toHaveLength(40)
})

test('shared texts of zones and names of clusters are found too', () => {
  const { writer, find } = openBoard()
  const note = addItem(writer, { zoneId: 'ideas', text: 'un' }) ?? ''
  const cluster = addCluster(writer, { zoneId: 'ideas', name: 'Les plannings', itemIds: [note] })
  expect(find('plannings')).toEqual([cluster])
  const zone = zoneRecord('why', { x: 0, y: 3000, w: 400, h: 400 })
  if (!isShape(zone)) throw new Error('a zone is a shape')
  const method = { ...METHOD, zones: [zoneDefinition('why', { kind: 'text' })] }
  const sheet = sheetRecord(zone, 'a1', 'Une phrase commune')
  const records = new Map([zone, sheet].map((record) => [record.id, record]))
  const content = readContent({ records, method, facts: new Map(), lang: 'fr' })
  expect(findItems(content, 'commune phrase', { method, lang: 'fr' })).toEqual([
    { id: sheet.id, text: 'Une phrase commune', zone: 'why' },
  ])
})
