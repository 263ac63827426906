import { describe, expect, test } from 'vitest'
import { BoardRoom } from '../testing/board-room.ts'
import { imageAsset, noteRecord } from '../testing/records.ts'

/** An image that somebody has put on the board: a record that costs a test little. */
const signed = (id: string, by: string) => ({ ...imageAsset(`asset:${id}`, null), meta: { by } })

/** A note of hers of so many bytes, and a little. */
function large(id: string, by: string, length: number) {
  const note = noteRecord({ id: `shape:${id}`, by })
  return { ...note, props: { ...note.props, url: `https://a.be/${'x'.repeat(length)}` } }
}

const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at))

/** A board on which Eve has 2,000 records, and 998 have been there before; two are its own. */
function crowdedRoom() {
  const hers = many(2_000, (at) => signed(`eve-${at}`, 'eve'))
  return new BoardRoom([...hers, ...many(998, (at) => imageAsset(`asset:${at}`, null))])
}

describe('B10 the last 1,000 records of a board', { timeout: 30_000 }, () => {
  test('are for authors who have few, and for those who lead', () => {
    const room = crowdedRoom()
    const eve = room.join({ actorId: 'eve', role: 'writer' })
    const ben = room.join({ actorId: 'ben', role: 'writer' })
    const lea = room.join({ actorId: 'lea', role: 'writer', leads: true })
    const carl = room.join({ actorId: 'carl', role: 'coach' })
    eve.put(signed('more', 'eve'))
    expect(room.tick().refusals).toEqual([{ recordId: 'asset:more', code: 'too_many_records' }])
    ben.put(...many(40, (at) => signed(`ben-${at}`, 'ben')))
    lea.put(...many(60, (at) => signed(`lea-${at}`, 'lea')))
    carl.put(...many(60, (at) => signed(`carl-${at}`, 'carl')))
    expect(room.tick().refusals).toEqual([])
    ben.put(signed('ben-40', 'ben'))
    const refused = { recordId: 'asset:ben-40', code: 'too_many_records', blameless: true }
    expect(room.tick().refusals).toEqual([refused])
    ben.board.delete('asset:ben-0')
    ben.put(signed('ben-40', 'ben'))
    expect(room.tick().refusals).toEqual([])
  })
  test('are not had by signing nothing either', () => {
    const room = crowdedRoom()
    const ada = room.join({ actorId: 'ada', role: 'writer' })
    ada.put(...many(41, (at) => imageAsset(`asset:ada-${at}`, null)))
    expect(room.tick().refusals).toMatchObject([{ code: 'too_many_records' }])
  })
  test('are taken one update after the other as well', () => {
    const room = crowdedRoom()
    const ada = room.join({ actorId: 'ada', role: 'writer' })
    for (const at of many(41, (index) => index)) ada.put(signed(`ada-${at}`, 'ada'))
    expect(room.tick().refusals).toMatchObject([{ recordId: 'asset:ada-40', code: 'too_many_records' }])
  })
})

describe('B10 the last 4 MB of a board', { timeout: 30_000 }, () => {
  /** A board on which Eve has 12.5 MB, and one small note. */
  function heavyRoom() {
    const hers = many(199, (at) => large(`eve-${at}`, 'eve', 63_000))
    return new BoardRoom([...hers, ...many(9, (at) => noteRecord({ id: `shape:small-${at}`, by: 'eve' }))])
  }
  test('are for authors who have little, and for those who lead', () => {
    const room = heavyRoom()
    const eve = room.join({ actorId: 'eve', role: 'writer' })
    const ben = room.join({ actorId: 'ben', role: 'writer' })
    const lea = room.join({ actorId: 'lea', role: 'writer', leads: true })
    eve.put(large('more', 'eve', 63_000))
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:more', code: 'board_too_large' }])
    ben.put(large('ben-1', 'ben', 63_000), large('ben-2', 'ben', 63_000))
    lea.put(large('lea-1', 'lea', 63_000), large('lea-2', 'lea', 63_000), large('lea-3', 'lea', 63_000))
    expect(room.tick().refusals).toEqual([])
    ben.put(large('ben-3', 'ben', 63_000))
    const refused = { recordId: 'shape:ben-3', code: 'board_too_large', blameless: true }
    expect(room.tick().refusals).toEqual([refused])
    eve.set('shape:eve-0', { 'p.url': '' })
    expect(room.tick().refusals).toEqual([])
  })
  test('what somebody types in another’s note counts as hers', () => {
    const room = heavyRoom()
    const cleo = room.join({ actorId: 'cleo', role: 'writer' })
    const type = (at: number) => cleo.set(`shape:small-${at}`, { 'm.c_what': 'x'.repeat(1_000) })
    for (let at = 0; at < 9; at++) type(at)
    cleo.put(
      large('cleo-1', 'cleo', 63_000),
      large('cleo-2', 'cleo', 63_000),
      large('cleo-3', 'cleo', 28_000),
    )
    expect(room.tick().refusals).toMatchObject([{ recordId: 'shape:cleo-3', code: 'board_too_large' }])
    cleo.put(large('cleo-3', 'cleo', 26_000))
    expect(room.tick().refusals).toEqual([])
  })
})
