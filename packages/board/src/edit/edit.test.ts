import { describe, expect, test } from 'vitest'
import { readContent } from '../content/read-content.ts'
import { metaRoot } from '../layout.ts'
import { authorOf, isShape } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import type { Peer } from '../testing/board-room.ts'
import { METHOD, openMethodRoom } from '../testing/method-room.ts'
import { arrowRecord, groupRecord, noteRecord } from '../testing/records.ts'
import { addItem, addItems } from './add-item.ts'
import { addCluster, dissolve, renameCluster } from './clusters.ts'
import { addLink, removeLink, setLinkLabel } from './links.ts'
import { moveItem, reorderItem, settleItem } from './move-item.ts'
import { ownUndo } from './own-undo.ts'
import { overlap, pageBox } from './regions.ts'
import { removeItem } from './remove-item.ts'
import { setCell } from './set-cell.ts'
import { setItemText } from './set-text.ts'
import { decodeBoard } from './writer.ts'

const MINIMAL = 'Comprendre ce que vivent les bénéficiaires au quotidien'

function contentOf(peer: Peer) {
  return readContent({
    records: decodeBoard(peer.doc),
    method: METHOD,
    facts: metaRoot(peer.doc),
    lang: 'fr',
  })
}

function itemsOf(peer: Peer, zoneId: string) {
  return contentOf(peer).zones.find(({ zone }) => zone.id === zoneId)?.items ?? []
}

function boxesOf(peer: Peer, zoneId: string) {
  const records = decodeBoard(peer.doc)
  return itemsOf(peer, zoneId).flatMap(({ id }) => {
    const record = records.get(id)
    const box = isShape(record) ? pageBox(record, records) : null
    return box ? [box] : []
  })
}

function overlaps(peer: Peer, zoneId: string): number {
  const boxes = boxesOf(peer, zoneId)
  return boxes.flatMap((box, at) => boxes.slice(at + 1).filter((other) => overlap(box, other))).length
}

describe.each(['anna', 'coach'] as const)('what %s writes without the canvas is accepted', (who) => {
  test('notes: added, written, moved, put in order, deleted', () => {
    const { room, as, ...people } = openMethodRoom()
    const peer = people[who]
    const writer = as(peer)
    const first = addItem(writer, { zoneId: 'ideas', text: 'un' })
    const second = addItem(writer, { zoneId: 'ideas', text: 'deux' })
    if (!first || !second) throw new Error('the zone is there')
    expect(room.tick().refusals).toEqual([])
    expect(authorOf(room.record(first))).toBe(people[who].author.actorId)
    setItemText(writer, first, `${MINIMAL}\n${MINIMAL}\n${MINIMAL}\n${MINIMAL}\n${MINIMAL}`)
    expect(room.tick().refusals).toEqual([])
    expect(Number(room.record(first)?.props?.['growY'])).toBeGreaterThan(200)
    expect(reorderItem(writer, first, { previous: second })).toBe(true)
    expect(itemsOf(peer, 'ideas').map(({ id }) => id)).toEqual([second, first])
    expect(moveItem(writer, first, { zoneId: 'lanes', lane: { slot: 2 } })).toBe(true)
    const { refusals, repairs } = room.tick()
    expect({ refusals, repairs }).toEqual({ refusals: [], repairs: 0 })
    expect(itemsOf(people.ben, 'lanes').map(({ id }) => id)).toEqual([first])
    expect(removeItem(writer, first)).toBe(true)
    expect(room.tick().refusals).toEqual([])
    expect(room.record(first)).toBeNull()
  })

  test('clusters: made, named, left', () => {
    const { room, as, ...people } = openMethodRoom()
    const writer = as(people[who])
    const ids = addItems(
      writer,
      [1, 2, 3, 4, 5].map((n) => ({ zoneId: 'ideas', text: `note ${n}` })),
    )
    const itemIds = ids.flatMap((id) => id ?? [])
    const cluster = addCluster(writer, { zoneId: 'ideas', name: 'Accueil', itemIds })
    if (!cluster) throw new Error('the zone is there')
    const { refusals, repairs } = room.tick()
    expect({ refusals, repairs }).toEqual({ refusals: [], repairs: 0 })
    const zone = contentOf(people.ben).zones[0]
    expect(zone?.clusters).toEqual([{ id: cluster, name: 'Accueil' }])
    expect(zone?.items.map(({ clusterId }) => clusterId)).toEqual(itemIds.map(() => cluster))
    expect(overlaps(people.ben, 'ideas')).toBe(0)
    renameCluster(writer, cluster, 'Arrivée')
    const [one = ''] = itemIds
    expect(moveItem(writer, one, { zoneId: 'ideas' })).toBe(true)
    expect(room.tick().refusals).toEqual([])
    expect(contentOf(people.ben).zones[0]?.items.filter(({ clusterId }) => clusterId).length).toBe(4)
    const places = boxesOf(people.ben, 'ideas')
    expect(dissolve(writer, cluster)).toBe(true)
    expect(room.tick().refusals).toEqual([])
    expect(room.record(cluster)).toBeNull()
    expect(boxesOf(people.ben, 'ideas')).toEqual(places)
  })

  test('arrows: drawn, named, deleted, and gone with their note', () => {
    const { room, as, ...people } = openMethodRoom()
    const writer = as(people[who])
    const [a, b] = addItems(
      writer,
      [1, 2].map((n) => ({ zoneId: 'ideas', text: `note ${n}` })),
    )
    if (!a || !b) throw new Error('the zone is there')
    const link = addLink(writer, { zoneId: null, from: a, to: b, label: { term: null, text: 'appuie' } })
    if (!link) throw new Error('both notes are there')
    expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
    expect(contentOf(people.ben).zones[2]?.links).toMatchObject([
      { id: link, from: a, to: b, label: 'appuie' },
    ])
    expect(setLinkLabel(writer, link, { term: null, text: 'aide' })).toBe(true)
    expect(room.tick().refusals).toEqual([])
    expect(contentOf(people.ben).zones[2]?.links).toMatchObject([{ term: null, label: 'aide' }])
    expect(removeLink(writer, link)).toBe(true)
    expect(room.tick().refusals).toEqual([])
    addLink(writer, { zoneId: null, from: a, to: b })
    expect(room.tick().refusals).toEqual([])
    expect(removeItem(writer, b)).toBe(true)
    expect(room.tick().refusals).toEqual([])
    expect([...decodeBoard(room.doc).keys()].filter((id) => id.startsWith('binding:'))).toEqual([])
  })
})

test.each(['anna', 'coach'] as const)('cells, dates and rows that %s writes are accepted', (who) => {
  const { room, as, ...people } = openMethodRoom()
  const writer = as(people[who])
  const row = addItem(writer, { zoneId: 'rows', text: 'dormir | team', cells: {} })
  const moment = addItem(writer, { zoneId: 'times', text: 'début' })
  if (!row || !moment) throw new Error('the zones are there')
  // the server gives the row its lane
  expect(room.tick()).toEqual({ refusals: [], repairs: 1 })
  setCell(writer, { itemId: row, columnId: 'why' }, 'la nuit')
  setCell(as(people.ben), { itemId: row, columnId: 'by' }, '2027-03')
  setCell(writer, { itemId: moment, columnId: 'when' }, '2027-03')
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
  expect(itemsOf(people.ben, 'rows')[0]?.cells).toMatchObject({
    who: { kind: 'term', id: 'team' },
    why: { kind: 'text', text: 'la nuit' },
  })
})

test('a participant does not move, delete or gather what is not hers, but writes in it', () => {
  const { room, anna, ben, as } = openMethodRoom()
  const note = addItem(as(anna), { zoneId: 'ideas', text: 'à Anna' })
  if (!note) throw new Error('the zone is there')
  room.tick()
  const writer = as(ben)
  expect(moveItem(writer, note, { zoneId: 'lanes' })).toBe(false)
  expect(removeItem(writer, note)).toBe(false)
  expect(reorderItem(writer, note, {})).toBe(false)
  addCluster(writer, { zoneId: 'ideas', name: 'Ben', itemIds: [note] })
  expect(setItemText(writer, note, `à Anna et Ben ${MINIMAL} ${MINIMAL} ${MINIMAL} ${MINIMAL}`)).toContain(
    'Ben',
  )
  expect(room.tick().refusals).toEqual([])
  expect(itemsOf(anna, 'ideas')[0]).toMatchObject({ clusterId: null, zoneId: 'ideas' })
})

test('notes lie in their zone without covering each other, long texts have room, and the last ones are smaller', () => {
  const { room, anna, as } = openMethodRoom()
  const texts = Array.from({ length: 12 }, (_, n) =>
    n % 3 === 0 ? `${n} ${MINIMAL} ${MINIMAL}` : `note ${n}`,
  )
  addItems(
    as(anna),
    texts.map((text) => ({ zoneId: 'ideas', text })),
  )
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
  expect(itemsOf(anna, 'ideas').length).toBe(12)
  expect(overlaps(anna, 'ideas')).toBe(0)
})

test('a zone that has no room left still takes a note', () => {
  const { room, anna, as } = openMethodRoom()
  addItems(
    as(anna),
    Array.from({ length: 80 }, (_, n) => ({ zoneId: 'ideas', text: `note ${n}` })),
  )
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
  expect(itemsOf(anna, 'ideas').length).toBe(80)
})

test('a note that grows stays in its zone, and goes where it covers no other when its text is done', () => {
  const { room, anna, as } = openMethodRoom()
  const writer = as(anna)
  const ids = addItems(
    writer,
    Array.from({ length: 8 }, (_, n) => ({ zoneId: 'ideas', text: `note ${n}` })),
  )
  const [first = ''] = ids.flatMap((id) => id ?? [])
  setItemText(writer, first, `${MINIMAL} `.repeat(5))
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
  expect(itemsOf(anna, 'ideas').map(({ id }) => id)).toContain(first)
  expect(overlaps(anna, 'ideas')).toBeGreaterThan(0)
  settleItem(writer, first)
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
  expect(overlaps(anna, 'ideas')).toBe(0)
})

test('order: up and down through a zone, whatever the order that notes were written in', () => {
  const { room, coach, as } = openMethodRoom()
  const writer = as(coach)
  const ids = addItems(
    writer,
    [1, 2, 3, 4, 5, 6].map((n) => ({ zoneId: 'ideas', text: `note ${n}` })),
  )
  const order = ids.flatMap((id) => id ?? [])
  const [first = ''] = order
  for (let to = 1; to < order.length; to += 1) {
    const others = order.slice(1)
    expect(reorderItem(writer, first, { previous: others[to - 1], next: others[to] })).toBe(true)
    expect(itemsOf(coach, 'ideas').findIndex(({ id }) => id === first)).toBe(to)
    expect(overlaps(coach, 'ideas')).toBe(0)
  }
  expect(room.tick()).toEqual({ refusals: [], repairs: 0 })
})

test('undo takes back own changes only, and a deleted note with its words', () => {
  const { room, anna, ben, as } = openMethodRoom()
  const writer = as(anna)
  const undo = ownUndo(writer)
  const note = addItem(writer, { zoneId: 'ideas', text: 'un' })
  if (!note) throw new Error('the zone is there')
  room.tick()
  setItemText(as(ben), note, 'un, deux')
  room.tick()
  undo.newStep()
  moveItem(writer, note, { zoneId: 'lanes' })
  room.tick()
  undo.undo()
  expect(room.tick().refusals).toEqual([])
  expect(itemsOf(ben, 'ideas')[0]?.text).toBe('un, deux')
  undo.newStep()
  removeItem(writer, note)
  room.tick()
  undo.undo()
  expect(room.tick().refusals).toEqual([])
  expect(richTextToPlain(room.record(note)?.props?.['richText'])).toBe('un, deux')
})

test('a group is left where its notes lie', () => {
  const { room, anna, as } = openMethodRoom()
  anna.put(
    groupRecord('shape:group', 'anna', { x: 100, y: 200, index: 'a2' }),
    noteRecord({ id: 'shape:in', by: 'anna', text: 'dedans', x: 10, y: 10, parentId: 'shape:group' }),
    arrowRecord('shape:arrow', 'anna'),
  )
  room.tick()
  expect(dissolve(as(anna), 'shape:arrow')).toBe(false)
  expect(dissolve(as(anna), 'shape:group')).toBe(true)
  expect(room.tick().refusals).toEqual([])
  expect(room.record('shape:in')).toMatchObject({ parentId: 'page:page', x: 110, y: 210 })
})
