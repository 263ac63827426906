import { expect, test } from 'vitest'
import { makeSeed } from './make-seed.ts'
import { RoomDocument } from './room-document.ts'
import { StoredState } from './stored-state.ts'
import { textUpdate } from './testing/room-server.ts'
import { ShortSlices } from './testing/short-slices.ts'

const fail = (err: unknown) => {
  throw err
}

test('H2 who waited for the document is served in slices, too', async () => {
  const slices = new ShortSlices()
  const seed = makeSeed(textUpdate('seed'))
  const document = new RoomDocument<null>({
    room: 'room',
    serverClient: seed.serverClient,
    stored: new StoredState({ ...seed, snapshotSeq: 0, tail: [] }),
    around: { slices, now: () => 0, createRules: () => ({ review: () => [], repair: () => 0 }) },
    opened: () => undefined,
    failed: fail,
  })
  const servedAt: number[] = []
  for (let visitor = 0; visitor < 3; visitor++) document.use(() => servedAt.push(slices.turns), fail)
  await document.opened
  expect(servedAt).toEqual([0, 1, 2])
})

test('H4 a document that somebody waits for is not let go', async () => {
  const slices = new ShortSlices()
  const seed = makeSeed(textUpdate('seed'))
  let nowMs = 0
  const document = new RoomDocument<null>({
    room: 'room',
    serverClient: seed.serverClient,
    stored: new StoredState({ ...seed, snapshotSeq: 0, tail: [] }),
    around: { slices, now: () => nowMs, createRules: () => ({ review: () => [], repair: () => 0 }) },
    opened: () => undefined,
    failed: fail,
  })
  const idle: boolean[] = []
  for (let visitor = 0; visitor < 2; visitor++)
    document.use(() => {
      nowMs += 100
      idle.push(document.isIdle(50))
    }, fail)
  await document.opened
  expect(idle).toEqual([false, true])
})
