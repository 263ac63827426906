import { expect, test } from 'vitest'
import { readAskedClocks } from './asked-clocks.ts'
import { encodeClocks } from './stored-state.ts'

const vector = (size: number) =>
  encodeClocks(new Map(Array.from({ length: size }, (_, client) => [client + 1, 7] as const)))

test('U10 of what somebody has, only what the room knows counts', () => {
  const known = new Map([
    [1, 9],
    [500, 3],
  ])
  expect(readAskedClocks(vector(3), known)).toEqual(new Map([[1, 7]]))
  expect(readAskedClocks(vector(0), known).size).toBe(0)
})

test('U10 a state vector of more clients than a copy can have is refused before it is read', () => {
  const known = new Map([[1, 9]])
  expect(() => readAskedClocks(vector(257), known)).not.toThrow()
  expect(() => readAskedClocks(vector(258), known)).toThrow()
  // only the number: what follows is not looked at
  expect(() => readAskedClocks(new Uint8Array([0xff, 0xff, 0x7f]), known)).toThrow('more clients')
})

test('U10 a state vector that ends too early is refused', () => {
  expect(() => readAskedClocks(vector(3).subarray(0, 4), new Map())).toThrow()
})
