import { boardRoot, decodeRecord, encodeRecord } from '@tablee/board'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { openStage, type Stage } from './stage.ts'

/** A busy machine is slow, not wrong: a test fails when its event does not come at all. */
const EVENT = { timeout: 20_000 }

let stage: Stage
let attacker: BoardPeer
let witness: BoardPeer
let noteId: string

beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => stage?.close())
beforeEach(async () => {
  witness = await openBoard(stage.server, stage.coach, stage.ids.board)
  noteId = witness.write('de la coach')
  await until(witness.room, ({ saved }) => saved === 'saved')
  attacker = await openBoard(stage.server, stage.participant, stage.ids.board)
})
afterEach(() => {
  attacker.leave()
  witness.leave()
})

type Board = ReturnType<typeof boardRoot>

function zoneOn(board: Board): { id: string; map: Y.Map<unknown> } {
  for (const [id, map] of board) if (decodeRecord(map)?.type === 'zone') return { id, map }
  throw new Error('the board has no zone')
}

/** All records but the attacker's own as JSON, by id. */
function standing(peer: BoardPeer): Map<string, string> {
  const records = peer.ids().map((id) => [id, peer.record(id)] as const)
  const others = records.filter(([, record]) => record?.meta?.['by'] !== attacker.actorId)
  return new Map(others.map(([id, record]) => [id, JSON.stringify(record)]))
}

/** What somebody writes into her own copy from the browser's console, past every rule of the page. */
const FORGERIES: readonly (readonly [string, (board: Board) => void])[] = [
  ['unlocks a zone', (board) => zoneOn(board).map.set('f.isLocked', false)],
  ['moves a zone', (board) => zoneOn(board).map.set('xf', ['page:page', 'a1', 9_999, 9_999, 0])],
  ['renames a zone', (board) => zoneOn(board).map.set('p.title', { fr: 'x', nl: 'x', en: 'x' })],
  ['makes a zone no furniture', (board) => zoneOn(board).map.set('m.furniture', false)],
  ['takes a zone’s mark away', (board) => zoneOn(board).map.set('m.furniture', undefined)],
  ['signs a zone', (board) => zoneOn(board).map.set('m.by', 'me')],
  ['deletes a zone', (board) => board.delete(zoneOn(board).id)],
  ['empties a zone', (board) => zoneOn(board).map.clear()],
  ['replaces a zone', (board) => board.set(zoneOn(board).id, new Y.Map())],
  ['replaces a zone by a text', (board) => board.set(zoneOn(board).id, new Y.Text('x') as never)],
  ['gives a zone a new base', (board) => zoneOn(board).map.set('b', { id: 'shape:x', typeName: 'shape' })],
  ['deletes everything', (board) => board.clear()],
  ['moves another’s note', (board) => board.get(noteId)?.set('xf', ['page:page', 'a1', 1, 1, 0])],
  ['signs another’s note', (board) => board.get(noteId)?.set('m.by', attacker.actorId)],
  ['deletes another’s note', (board) => board.delete(noteId)],
  ['renames the page', (board) => board.get('page:page')?.set('f.name', 'x')],
  ['deletes the document', (board) => board.delete('document:document')],
]

test.each(FORGERIES)('a participant who %s changes nothing, on no screen', async (_, forge) => {
  const before = standing(witness)
  attacker.doc.transact(() => forge(boardRoot(attacker.doc)))
  await vi.waitFor(() => expect(attacker.refused().length).toBeGreaterThan(0), EVENT)
  await vi.waitFor(() => {
    expect(standing(attacker)).toEqual(before)
    expect(standing(witness)).toEqual(before)
  }, EVENT)
})

/** Records that she may not create, made of her own note. */
const ADDITIONS: readonly (readonly [string, (note: Record<string, unknown>) => Record<string, unknown>])[] =
  [
    ['signed by another', (note) => ({ ...note, meta: { by: witness.actorId } })],
    ['signed by nobody', (note) => ({ ...note, meta: {} })],
    ['as furniture', (note) => ({ ...note, meta: { by: attacker.actorId, furniture: true } })],
    ['with more to say', (note) => ({ ...note, meta: { by: attacker.actorId, html: '<img>' } })],
    ['with a link that runs', (note) => withProps(note, { url: 'javascript:alert(1)' })],
    ['with a link to data', (note) => withProps(note, { url: 'data:text/html,<script>alert(1)</script>' })],
    ['with a colour of its own', (note) => withProps(note, { color: 'red" onload="alert(1)' })],
    ['of an unknown type', (note) => ({ ...note, type: 'embed' })],
    ['on another page', (note) => ({ ...note, typeName: 'page' })],
    [
      'with a running link in its text',
      (note) => withProps(note, { richText: linked('javascript:alert(1)') }),
    ],
    ['with an element of its own', (note) => withProps(note, { richText: holding({ type: 'script' }) })],
    ['with a picture in its text', (note) => withProps(note, { richText: holding({ type: 'image' }) })],
  ]

const withProps = (note: Record<string, unknown>, props: object) => ({
  ...note,
  props: { ...(note['props'] as object), ...props },
})
const holding = (node: object) => ({ type: 'doc', content: [{ type: 'paragraph', content: [node] }] })
const linked = (href: string) =>
  holding({ type: 'text', text: 'ici', marks: [{ type: 'link', attrs: { href } }] })

test.each(ADDITIONS)('a note %s does not stand', async (_, forge) => {
  const own = attacker.write('à moi')
  await until(attacker.room, ({ saved }) => saved === 'saved')
  const record = forge({ ...attacker.record(own) })
  const id = `shape:forged-${Math.abs(attacker.doc.clientID)}`
  attacker.doc.transact(() =>
    boardRoot(attacker.doc).set(id, encodeRecord({ ...record, id, typeName: String(record['typeName']) })),
  )
  await vi.waitFor(() => expect(attacker.refused().length).toBeGreaterThan(0), EVENT)
  await vi.waitFor(() => expect(attacker.ids()).not.toContain(id), EVENT)
  expect(witness.ids()).not.toContain(id)
})

test('what stands is drawn without a script, whatever a note says', async () => {
  const { coach, ids } = stage
  attacker.write('</text><script>alert(1)</script><image href="https://evil.example/x"/>&amp;]]>')
  await until(attacker.room, ({ saved }) => saved === 'saved')
  const taken = await coach.send('POST', `/api/boards/${ids.board}/snapshots`, { name: '"><script>alert(2)' })
  expect(taken.status).toBe(201)
  const answer = await fetch(`${stage.server.url}/api/snapshots/${taken.body.id}.svg`, {
    headers: { cookie: coach.cookie() },
  })
  const svg = await answer.text()
  expect(svg).toContain('script&gt;')
  expect(svg).not.toMatch(/<script|<image|<foreignObject|\son\w+=|javascript:/i)
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  expect(answer.headers.get('cache-control')).toBe('private, no-cache')
})
