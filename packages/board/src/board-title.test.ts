import { expect, test } from 'vitest'
import { followedTitle } from './board-title.ts'

const was = { fr: 'Du macro au mirco', nl: 'Van macro naar micro', en: 'From macro to micro' }
const is = { fr: 'Du macro au micro', nl: 'Van macro naar micro (werf)', en: '' }

test('a board that bears the title of its method follows it in the language that it has', () => {
  expect(followedTitle({ title: 'Du macro au mirco', was, is })).toBe('Du macro au micro')
  expect(followedTitle({ title: 'Van macro naar micro', was, is })).toBe('Van macro naar micro (werf)')
  expect(followedTitle({ title: 'From macro to micro', was, is })).toBe('Du macro au micro')
})

test('a board with a name of its own keeps it', () => {
  expect(followedTitle({ title: 'Le quai, lundi', was, is })).toBe('Le quai, lundi')
})
