import { expect, test } from 'vitest'
import { openSeal, SealBroken } from './seal.ts'

const SECRET = 'a-secret-of-the-tests-0123456789abcdef'
const seal = openSeal(SECRET, 'a purpose')
const place = { table: 'consent_statement', id: 'row-0001' }
const WORDS = 'ne pas parler des conflits · l’équipe'

test('what is sealed opens again in its row, and says nothing before', () => {
  const sealed = seal.seal(WORDS, place)
  expect(seal.open(sealed, place)).toBe(WORDS)
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('conflits')
  expect(seal.open(seal.seal('', place), place)).toBe('')
})

test('the same words are never the same bytes', () => {
  expect(Buffer.from(seal.seal(WORDS, place))).not.toEqual(Buffer.from(seal.seal(WORDS, place)))
})

test('a sealed value moved to another row or table does not open', () => {
  const sealed = seal.seal(WORDS, place)
  for (const elsewhere of [
    { ...place, id: 'row-0002' },
    { ...place, table: 'case_vault' },
    { table: '', id: 'consent_statementrow-0001' },
  ])
    expect(() => seal.open(sealed, elsewhere)).toThrow(SealBroken)
})

test('another key, another purpose, a changed byte or a torn value does not open', () => {
  const sealed = seal.seal(WORDS, place)
  expect(() => openSeal(`${SECRET}x`, 'a purpose').open(sealed, place)).toThrow(SealBroken)
  expect(() => openSeal(SECRET, 'another purpose').open(sealed, place)).toThrow(SealBroken)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
    expect(() => seal.open(changed, place)).toThrow(SealBroken)
  }
  for (const length of [0, 1, 12, 28, sealed.length - 1])
    expect(() => seal.open(sealed.slice(0, length), place)).toThrow(SealBroken)
})
