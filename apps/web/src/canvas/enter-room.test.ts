// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { enterAhead, enterRoom } from './enter-room.ts'

/** Sockets that were opened, by the board they lead to, and whether they are closed. */
class CountedSocket {
  static readonly opened: CountedSocket[] = []
  readonly boardId: string
  readyState = 0
  onclose: ((close: { code: number }) => void) | null = null

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
