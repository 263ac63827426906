import { expect, test } from 'vitest'
import { readCode, spellCode } from './invitation-code.ts'

test('a code is shown in two groups and read back however it was typed', () => {
  expect(spellCode('AB2CD3')).toBe('AB2-CD3')
  expect(readCode(' ab2-cd3 ')).toBe('AB2CD3')
  expect(readCode('ab2 cd3')).toBe('AB2CD3')
})

test('a code of another length is not sent', () => {
  expect(readCode('AB2')).toBeNull()
  expect(readCode('AB2CD34')).toBeNull()
})
