import { expect, test } from 'vitest'
import { applyPatch, mergeTexts, patchBetween } from './text-patch.ts'

test('the smallest change leads from one text to the other', () => {
  expect(patchBetween('bonjour', 'bonjour')).toBeNull()
  expect(patchBetween('le chat', 'le gros chat')).toEqual({ at: 3, remove: 0, insert: 'gros ' })
  for (const [from, to] of [
    ['', 'a'],
    ['abc', ''],
    ['aaa', 'aaaa'],
    ['un deux', 'deux un'],
    ['🙂🙃', '🙂🙂'],
  ] as const) {
    const patch = patchBetween(from, to)
    expect(patch && applyPatch(from, patch)).toBe(to)
  }
})

test('a change never parts the halves of one character', () => {
  const patch = patchBetween('🙂', '🙃')
  expect(patch).toEqual({ at: 0, remove: 2, insert: '🙃' })
})

test('two changes of one text keep the words of both', () => {
  expect(mergeTexts('le chat dort', 'le gros chat dort', 'le chat dort bien')).toBe('le gros chat dort bien')
  expect(mergeTexts('le chat', 'le chien', 'le chat noir')).toContain('noir')
  expect(mergeTexts('', 'un', 'deux')).toMatch(/un/)
  expect(mergeTexts('', 'un', 'deux')).toMatch(/deux/)
  expect(mergeTexts('abcdef', 'abef', 'abcXdef')).toBe('abXef')
  expect(mergeTexts('abcdef', 'ab', 'abcdef!')).toBe('ab!')
})
