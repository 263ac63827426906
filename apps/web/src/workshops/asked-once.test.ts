import { expect, test } from 'vitest'
import { AskedOnce } from './asked-once.ts'

function asking() {
  let count = 0
  return new AskedOnce<{ do: string; from: Record<string, string> }>(() => `id-${++count}`)
}

test('pressed again after a lost answer it is the same command', () => {
  const asked = asking()
  const next = { do: 'next', from: { meuse: 'a', sambre: 'b' } }
  expect(asked.ask(next).commandId).toBe('id-1')
  expect(asked.ask({ ...next }).commandId).toBe('id-1')
})

test('after an answer, or from other steps, it is another command', () => {
  const asked = asking()
  expect(asked.ask({ do: 'next', from: { meuse: 'a' } }).commandId).toBe('id-1')
  expect(asked.ask({ do: 'next', from: { meuse: 'b' } }).commandId).toBe('id-2')
  asked.answered()
  expect(asked.ask({ do: 'next', from: { meuse: 'b' } }).commandId).toBe('id-3')
})
