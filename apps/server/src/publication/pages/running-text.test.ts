import { EMPTY_ROSTER, findIdentifiers } from '@tablee/cases'
import { expect, test } from 'vitest'
import { runningText } from './running-text.ts'

test('sentences follow one another as they are, and what ends without a full stop is set apart', () => {
  expect(runningText(['Une caisse.', 'Un stock !', '« Enfin. »', 'Deux sites'])).toBe(
    'Une caisse. Un stock ! « Enfin. » Deux sites',
  )
  expect(runningText(['Former sur place', 'Square de tri :\nun bon', 'fin'])).toBe(
    'Former sur place · Square de tri : un bon · fin',
  )
})

test('two lines that are none each are no address together', () => {
  const lines = ['Recevoir les gens à quai', 'Simon range', 'Livrer au square', 'Marie trie']
  const found = (text: string) =>
    findIdentifiers(text, EMPTY_ROSTER).flatMap(({ kind }) => (kind === 'ADDR' ? kind : []))
  expect(found(lines.join(' '))).not.toEqual([])
  expect(found(runningText(lines))).toEqual([])
})
