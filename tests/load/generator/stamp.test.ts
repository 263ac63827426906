import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  ageMs,
  findStamps,
  findTextStamps,
  nowUs,
  placeOfStamp,
  readStampNumber,
  stampNumber,
  stampText,
  writeStamp,
} from './stamp.ts'

test('a time survives as a number', () => {
  const us = nowUs()
  const value = stampNumber(us)
  expect(value).toBeGreaterThan(0.5)
  expect(value).toBeLessThan(1)
  expect(readStampNumber(value)).toBe(us)
  expect(readStampNumber(JSON.parse(JSON.stringify(value)))).toBe(us)
  expect(readStampNumber(0.25)).toBeNull()
  expect(ageMs(us)).toBeLessThan(1_000)
})

test('a prepared change is stamped in place and found in what a server relays', () => {
  const writer = new Y.Doc()
  writer.getMap('board').set('at', stampNumber(1))
  const message = Buffer.from(Y.encodeStateAsUpdate(writer))
  writeStamp(message, placeOfStamp(message), 123_456)
  const server = new Y.Doc()
  server.getMap('board').set('other', stampNumber(99))
  Y.applyUpdate(server, message)
  const relayed = Buffer.from(Y.encodeStateAsUpdate(server))
  expect([...findStamps(relayed)].toSorted((a, b) => a - b)).toEqual([99, 123_456])
})

test('a cursor carries its time as text', () => {
  const message = Buffer.from(JSON.stringify([{ t: stampText(42) }, { t: stampText(7) }]))
  expect([...findTextStamps(message)]).toEqual([42, 7])
})
