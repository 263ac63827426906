import { buildBoardDoc } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { foldUpdates } from '@tablee/sync'
import { afterAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openTestBackground } from '../testing/test-background.ts'
import { type BackgroundThread, JobFailed } from './background-thread.ts'
import { foldInBackground } from './fold-in-background.ts'
import { packBytes, unpackBytes } from './packed-bytes.ts'

const background = openTestBackground()
afterAll(() => background.close())

test('many arrays are packed and unpacked as they were, empty ones too', () => {
  const arrays = [new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([0, 3, 4]).subarray(1)]
  expect(unpackBytes(packBytes(arrays)).map((array) => [...array])).toEqual([[1, 2], [], [3, 4]])
  expect(unpackBytes(packBytes([]))).toEqual([])
})

test('folding in the background is folding, and the bytes stay with the caller', async () => {
  const { updates } = typed(['a', 'b', 'c'])
  const folded = await foldInBackground(background)(updates)
  const here = foldUpdates(updates)
  expect(folded.parts.map((part) => [...part])).toEqual(here.parts.map((part) => [...part]))
  expect([...folded.stateVector]).toEqual([...here.stateVector])
  expect(updates.every((update) => update.length > 0)).toBe(true)
})

test('a job that fails rejects without quoting what it read, and the next one is done', async () => {
  const secret = new TextEncoder().encode('confidential words')
  const failing = background.run('read', () => ({ takes: packBytes([secret]) }))
  const other = background.run('fold', () => ({ takes: packBytes(typed(['x']).updates) }))
  const error = await failing.catch((err: unknown) => err)
  expect(error).toBeInstanceOf(JobFailed)
  expect(String((error as JobFailed).stack)).not.toContain('confidential')
  expect((await other).parts.lengths).toHaveLength(1)
})

test('the main thread goes on while a large board is read', async () => {
  const notes = Array.from({ length: 3_000 }, (_, index) => noteRecord({ id: `shape:${index}`, by: 'me' }))
  const update = Y.encodeStateAsUpdate(buildBoardDoc(notes, { template: 'change-plan', version: '1' }))
  let turns = 0
  const timer = setInterval(() => (turns += 1), 1)
  const read = await background.run('read', () => ({ takes: packBytes([update]) }))
  clearInterval(timer)
  expect(read).toMatchObject({ template: 'change-plan', templateVersion: '1', items: 0 })
  expect(JSON.parse(read.content).records).toHaveLength(3_002)
  expect(turns).toBeGreaterThan(10)
})

test('a fold goes before whatever else waits, so that no log grows behind exports', async () => {
  const busy = openTestBackground()
  const order: string[] = []
  const run = (name: 'read' | 'fold', as: string) =>
    busy.run(name, () => {
      order.push(as)
      return { takes: packBytes(typed(['x']).updates) }
    })
  const jobs = [
    run('read', 'first'),
    run('read', 'second'),
    run('read', 'third'),
    run('fold', 'fold'),
    run('fold', 'fold of another board'),
  ]
  await Promise.allSettled(jobs)
  expect(order).toEqual(['first', 'fold', 'fold of another board', 'second', 'third'])
  await busy.close()
})

test('a thread that runs out of memory fails its job, and the next job gets another', async () => {
  const small = openTestBackground({ heapMaxMb: 64 })
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let key = 0; key < 400_000; key++) doc.getMap('map').set(String(key), key)
  })
  await expect(fold(small, [Y.encodeStateAsUpdate(doc)])).rejects.toThrow('ERR_WORKER_OUT_OF_MEMORY')
  expect((await fold(small, typed(['y']).updates)).parts.lengths).toHaveLength(1)
  await small.close()
})

test('a job that takes too long fails, and the next one is done', async () => {
  const hurried = openTestBackground({ jobTimeoutMs: 1 })
  await expect(fold(hurried, typed(['x']).updates)).rejects.toThrow('it took too long')
  await expect(fold(hurried, typed(['x']).updates)).rejects.toThrow('it took too long')
  await hurried.close()
})

test('closing fails what waits and what comes', async () => {
  const closing = openTestBackground()
  const jobs = [fold(closing, typed(['x']).updates), fold(closing, typed(['y']).updates)]
  const ends = Promise.allSettled(jobs)
  await closing.close()
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(fold(closing, [])).rejects.toThrow(JobFailed)
})

function fold(thread: BackgroundThread, updates: readonly Uint8Array[]) {
  return thread.run('fold', () => ({ takes: packBytes(updates) }))
}

/** The updates of somebody who types these words into a list. */
function typed(words: readonly string[]): { updates: Uint8Array[] } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const list = doc.getArray('list')
  for (const word of words) list.push([word])
  return { updates }
}
