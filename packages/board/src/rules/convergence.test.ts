import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../canonical-json.ts'
import { decodeRecord } from '../codec.ts'
import { boardRoot } from '../layout.ts'
import { authorOf, type BoardRecord, isBinding, isFurniture, isShape } from '../record.ts'
import { boardSchema } from '../schema.ts'
import { BoardRoom, type Peer } from '../testing/board-room.ts'
import { arrowRecord, bindingRecord, groupRecord, noteRecord, zoneRecord } from '../testing/records.ts'
import { pagePlace, zoneAreas, zoneOfShape } from '../zones.ts'
import { hidesNothing } from './rich-text-rules.ts'

const ROUNDS = 40

/** For one seed, which takes half a second on a machine that does nothing else. */
const TIMEOUT_MS = 30_000
const ACTIONS_PER_ROUND = 6

/** A small seeded generator (mulberry32): a failing seed can be run again. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const FURNITURE = [
  zoneRecord('left', { x: 0, y: 0, w: 1_000, h: 1_000 }, 'Zx'),
  zoneRecord('right', { x: 1_000, y: 0, w: 1_000, h: 1_000 }, 'Zy'),
]

/** Does one thing at random, honest or not, to whatever is on the peer's board. */
function act(peer: Peer, random: (below: number) => number, serial: number): void {
  const ids = [...peer.board.keys()].filter((id) => !id.startsWith('document'))
  const id = ids[random(ids.length)] ?? 'page:page'
  const shapes = ids.filter((other) => other.startsWith('shape:'))
  const other = shapes[random(shapes.length)] ?? 'shape:none'
  const by = peer.author.actorId
  const own = `${by}-${serial}`
  const index = ['a1', 'a2', 'a2V', 'a3'][random(4)] ?? 'a1'
  const place = [['page:page', other][random(2)], index, random(2_000), random(1_000), 0]
  const actions: (() => void)[] = [
    () =>
      peer.put(noteRecord({ id: `shape:${own}`, by, text: own, x: random(2_000), y: random(1_000), index })),
    () => peer.put(groupRecord(`shape:${own}`, by, { x: random(2_000), index })),
    () =>
      peer.put(
        arrowRecord(`shape:${own}`, by, index),
        bindingRecord(`binding:${own}`, `shape:${own}`, other, random(2) ? 'start' : 'end'),
      ),
    () => peer.board.delete(id),
    () => peer.board.delete(other),
    () => peer.map(id).set('xf', place),
    () => peer.map(other).set('xf', place),
    () => peer.map(id).set('p.color', ['red', 'blue', 'hacker'][random(3)]),
    () => peer.map(id).set('m.by', ['anna', 'ben'][random(2)]),
    () => peer.map(id).set('f.isLocked', random(2) === 1),
    () => peer.put(noteRecord({ id: other, by, index })),
    () => {
      const text = peer.map(other).get('rt')
      const paragraph = text instanceof Y.XmlFragment ? text.get(0) : null
      const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (letters instanceof Y.XmlText) letters.insert(random(letters.length + 1), 'é')
    },
    () => {
      const text = peer.map(other).get('rt')
      if (text instanceof Y.XmlFragment)
        text.insert(0, [new Y.XmlElement(random(2) ? 'paragraph' : 'script')])
    },
    ...attacks(peer, other, random),
  ]
  // A peer's own copy may lack what it meant to change; nothing is sent then.
  if (peer.board.has(id) && peer.board.has(other)) actions[random(actions.length)]?.()
}

/** What no editor does. */
function attacks(peer: Peer, id: string, random: (below: number) => number): (() => void)[] {
  const own = `${peer.author.actorId}-${random(1_000)}`
  const text = () => {
    const fragment = peer.map(id).get('rt')
    return fragment instanceof Y.XmlFragment ? fragment : null
  }
  return [
    () => peer.map(id).set(['p.aaaa', 'm.bbbb', 'f.cccc'][random(3)] ?? 'p', undefined),
    () => peer.map(id).set('xf', [id, 'a1', random(2) ? 1e308 : 10, 0, 0]),
    () => peer.map(id).set('xf', [id, 'a1', 10, 10, 0]),
    () => {
      peer.map(id).set('b', JSON.parse('{"__proto__":{"id":"shape:x"}}'))
    },
    () =>
      peer.put(
        arrowRecord(`shape:${own}`, peer.author.actorId),
        bindingRecord(`binding:${own}`, `shape:${own}`, random(2) ? id : `shape:${own}`, 'end'),
      ),
    () => {
      const paragraph = text()?.get(0)
      const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(letters instanceof Y.XmlText)) return
      if (random(2)) letters.setAttribute('stash', 'x')
      else letters.format(0, letters.length, { bold: 'x' })
    },
    () => text()?.insert(0, [new Y.XmlElement('text')]),
  ]
}

function records(doc: Y.Doc): Map<string, BoardRecord> {
  const found = new Map<string, BoardRecord>()
  for (const [id, map] of boardRoot(doc).entries()) {
    const record = decodeRecord(map)
    if (record) found.set(id, record)
  }
  return found
}

/** Whether nothing is kept in a record that its JSON does not show. */
function isSober(doc: Y.Doc, { id }: BoardRecord): boolean {
  const map = boardRoot(doc).get(id)
  const hasHidden = ['p.aaaa', 'm.bbbb', 'f.cccc'].some((key) => map?.has(key))
  return !hasHidden && (!map?.has('rt') || hidesNothing(map.get('rt')))
}

/** Every rule that a document breaks, by record. */
function problemsOf(doc: Y.Doc, before: ReadonlyMap<string, BoardRecord>): string[] {
  const now = records(doc)
  const problems = now.size === boardRoot(doc).size ? [] : ['an entry is no record']
  const layers = new Set<string>()
  const zones = zoneAreas(now.values())
  for (const record of now.values()) {
    boardSchema().validateRecord(null as never, record as never, 'tests', null)
    const check = (holds: boolean, problem: string) => {
      if (!holds) problems.push(`${record.id}: ${problem}`)
    }
    check(authorOf(record) === authorOf(before.get(record.id) ?? record), 'author changed')
    check(isSober(doc, record), 'something hidden')
    if (isBinding(record)) {
      const end = now.get(record.toId)?.type
      check(end !== 'arrow' && end !== 'group', 'ends at what lies by arrows')
      check(now.get(record.fromId)?.type === 'arrow', 'begins nowhere')
      check(isShape(now.get(record.toId)), 'ends nowhere')
    }
    if (!isShape(record)) continue
    check(isFurniture(record) || authorOf(record) !== null, 'nobody’s')
    check(pagePlace(record, (id) => now.get(id)) !== null, 'orphan')
    check(!layers.has(`${record.parentId} ${record.index}`), 'index taken')
    layers.add(`${record.parentId} ${record.index}`)
    check(record.type !== 'note' || (record.meta['zone'] ?? null) === zoneOfShape(record, now, zones), 'zone')
  }
  return problems
}

test.each([1, 2, 3, 4, 5, 6])(
  'whatever three writers do at once, the board stays lawful and alike (seed %i)',
  { timeout: TIMEOUT_MS },
  (seed) => {
    const random = randomFrom(seed)
    const room = new BoardRoom(FURNITURE)
    const peers = ['anna', 'ben', 'clara'].map((actorId) => room.join({ actorId, role: 'writer' }))
    let refused = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = records(room.doc)
      for (const peer of peers) {
        for (let n = random(ACTIONS_PER_ROUND); n > 0; n -= 1)
          act(peer, random, round * ACTIONS_PER_ROUND + n)
      }
      refused += room.tick().refusals.length
      expect(problemsOf(room.doc, before)).toEqual([])
      for (const zone of FURNITURE) expect(room.record(zone.id)).toMatchObject({ ...zone })
      const content = canonicalJson(boardRoot(room.doc).toJSON())
      for (const peer of peers) expect(canonicalJson(boardRoot(peer.doc).toJSON())).toBe(content)
    }
    expect(refused).toBeGreaterThan(0)
    expect(boardRoot(room.doc).size).toBeGreaterThan(FURNITURE.length + 2)
  },
)

test.each([11, 12, 13])(
  'a coach may do more, and nothing breaks either (seed %i)',
  { timeout: TIMEOUT_MS },
  (seed) => {
    const random = randomFrom(seed)
    const room = new BoardRoom(FURNITURE)
    const peers = [
      room.join({ actorId: 'anna', role: 'writer' }),
      room.join({ actorId: 'ben', role: 'coach' }),
      room.join({ actorId: 'clara', role: 'viewer' }),
    ]
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = records(room.doc)
      for (const peer of peers) {
        for (let n = random(ACTIONS_PER_ROUND); n > 0; n -= 1)
          act(peer, random, round * ACTIONS_PER_ROUND + n)
      }
      room.tick()
      expect(problemsOf(room.doc, before)).toEqual([])
      expect([...records(room.doc).values()].filter((record) => authorOf(record) === 'clara')).toEqual([])
      const content = canonicalJson(boardRoot(room.doc).toJSON())
      for (const peer of peers) expect(canonicalJson(boardRoot(peer.doc).toJSON())).toBe(content)
    }
  },
)
