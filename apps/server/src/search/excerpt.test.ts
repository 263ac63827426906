import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

const marked = (text: string, query: string[]) => {
  const excerpt = excerptOf(text, query)
  return excerpt.found.map(([start, end]) => excerpt.text.slice(start, end))
}

test('words are found whatever their accents, elision and ending', () => {
  expect(marked('L’équipe prépare les réemplois', ['equipes', 'reemploi'])).toEqual(['équipe', 'réemplois'])
  expect(marked('lu et relu, jusqu’aujourd’hui', ['xyz'])).toEqual([])
})

test('a long text is cut around what was found, and the places are right', () => {
  const text = `${'mot '.repeat(300)}voir le planning ${'suite '.repeat(300)}`
  const excerpt = excerptOf(text, ['planning'])
  expect(excerpt.text).toMatch(/^… mot .*planning suite .* …$/)
  expect(excerpt.text.length).toBeLessThan(200)
  expect(excerpt.found.map(([start, end]) => excerpt.text.slice(start, end))).toEqual(['planning'])
})

test('an emoji is not cut in half', () => {
  const { text } = excerptOf('😀'.repeat(200), ['x'])
  expect(/\p{Surrogate}/u.test(text)).toBe(false)
})
