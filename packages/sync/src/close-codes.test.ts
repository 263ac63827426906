import { expect, test } from 'vitest'
import { CLOSE_CODES, closeReason, mayRetry } from './close-codes.ts'

test('every close code is one reason', () => {
  const codes = Object.values(CLOSE_CODES).map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(closeReason(4403)).toBe('read_only')
  expect(closeReason(1006)).toBeNull()
})

test('what the library closes with by itself is in the table', () => {
  expect([1002, 1007, 1008, 1009].map((code) => [closeReason(code), mayRetry(code)])).toEqual([
    ['broken_frame', true],
    ['broken_text', false],
    ['too_many_pieces', false],
    ['frame_too_big', false],
  ])
})

test('our own codes mean to a stock y-websocket client what the table says', () => {
  for (const { code, retry } of Object.values(CLOSE_CODES)) {
    if (code >= 4000) expect(code >= 4400 && code < 4500).toBe(!retry)
  }
})

test('a client comes back unless the reason forbids it', () => {
  expect(mayRetry(1006)).toBe(true)
  expect(mayRetry(1009)).toBe(false)
  expect(mayRetry(4499)).toBe(false)
  expect(mayRetry(CLOSE_CODES.rights_changed.code)).toBe(true)
})
