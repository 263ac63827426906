// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { enterAhead, enterRoom, leaveAhead } from './enter-room.ts'
import { createRefusals } from './refusals.ts'

/** Sockets that were opened, by the board they lead to, and whether they are closed. */
class CountedSocket {
  static readonly opened: CountedSocket[] = []
  readonly boardId: string
  readyState = 0
  onclose: ((close: { code: number }) => void) | null = null
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null

  constructor(url: string) {
    this.boardId = new URL(url).pathname.split('/').at(-1) ?? ''
    CountedSocket.opened.push(this)
  }

  send(): void {}

  close(): void {
    this.readyState = 3
    this.onclose?.({ code: 1000 })
  }
}

const roomOf = (boardId: string, actorId = 'anna') => ({
  boardId,
  actorId,
  syncUrl: 'ws://localhost/api/sync',
})
const open = () =>
  CountedSocket.opened.filter(({ readyState }) => readyState !== 3).map(({ boardId }) => boardId)

beforeEach(() => {
  vi.useFakeTimers()
  CountedSocket.opened.length = 0
  vi.stubGlobal('WebSocket', CountedSocket)
})
afterEach(async () => {
  // what waits is left
  await vi.advanceTimersByTimeAsync(60_000)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('the canvas takes the room that was entered ahead: one connection, one document', async () => {
  enterAhead(roomOf('a'))
  enterAhead(roomOf('a'))
  await vi.advanceTimersByTimeAsync(0)
  const { client, doc } = enterRoom(roomOf('a'))
  await vi.advanceTimersByTimeAsync(0)
  expect(open()).toEqual(['a'])
  // it is the canvas' own from here on
  await vi.advanceTimersByTimeAsync(120_000)
  expect(doc.isDestroyed).toBe(false)
  client.destroy()
})

test('it takes it once; another person’s or another board’s it does not take', async () => {
  enterAhead(roomOf('a'))
  const rooms = [
    enterRoom(roomOf('a', 'bob')),
    enterRoom(roomOf('b')),
    enterRoom(roomOf('a')),
    enterRoom(roomOf('a')),
  ]
  await vi.advanceTimersByTimeAsync(0)
  expect(new Set(rooms.map(({ doc }) => doc)).size).toBe(4)
  expect(open()).toHaveLength(4)
  for (const { client } of rooms) client.destroy()
})

test('a room that nobody comes to is left, at once for another', async () => {
  enterAhead(roomOf('a'))
  await vi.advanceTimersByTimeAsync(0)
  enterAhead(roomOf('b'))
  await vi.advanceTimersByTimeAsync(0)
  expect(open()).toEqual(['b'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(open()).toEqual([])
})

test('a room is left as soon as nobody will come for it, not the one that a canvas took', async () => {
  enterAhead(roomOf('a'))
  const { client } = enterRoom(roomOf('a'))
  enterAhead(roomOf('b'))
  await vi.advanceTimersByTimeAsync(0)
  leaveAhead()
  expect(open()).toEqual(['a'])
  client.destroy()
})

test('what was refused before the canvas was there is told to it, once, and to the screen when that is there', async () => {
  enterAhead(roomOf('a'))
  await vi.advanceTimersByTimeAsync(0)
  const [socket] = CountedSocket.opened
  if (!socket) throw new Error('no socket was opened')
  const refused = { kind: 'refused', refusals: [{ recordId: 'shape:a', code: 'step_no_writing' }] }
  const say = () => socket.onmessage?.({ data: notice(refused) })
  say()
  const { client, hear } = enterRoom(roomOf('a'))
  const refusals = createRefusals()
  hear((told) => told.kind === 'refused' && refusals.report(told.refusals[0]?.code ?? ''))
  say()
  const shown: string[] = []
  refusals.subscribe((code) => shown.push(code))
  expect(shown).toEqual(['step_no_writing', 'step_no_writing'])
  refusals.subscribe((code) => shown.push(code))
  expect(shown).toHaveLength(2)
  client.destroy()
})

/** A notice as the server sends it: its kind of message, the length of its words, its words. */
function notice(said: object): ArrayBuffer {
  const words = new TextEncoder().encode(JSON.stringify(said))
  if (words.length > 127) throw new Error('its length takes two bytes')
  return new Uint8Array([121, words.length, ...words]).buffer
}
