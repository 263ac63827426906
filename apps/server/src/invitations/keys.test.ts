import { INVITATION_CODE_ALPHABET } from '@tablee/contract'
import { expect, test } from 'vitest'
import { codeHash, idOfToken, invitationCode, invitationToken, isTokenOf, typedCode } from './keys.ts'

const SECRET = 'a secret of this test'
const SOURCE = { id: 'invitation-1', nonce: 'nonce-1' }

test('a token is the same each time it is made, and only this invitation’s', () => {
  const token = invitationToken(SECRET, SOURCE)
  expect(invitationToken(SECRET, SOURCE)).toBe(token)
  expect(idOfToken(token)).toBe(SOURCE.id)
  expect(isTokenOf(SECRET, SOURCE, token)).toBe(true)
  expect(isTokenOf(SECRET, { ...SOURCE, nonce: 'nonce-2' }, token)).toBe(false)
  expect(isTokenOf('another secret', SOURCE, token)).toBe(false)
  expect(isTokenOf(SECRET, SOURCE, `${SOURCE.id}.`)).toBe(false)
  expect(isTokenOf(SECRET, SOURCE, `${token}AAAA`)).toBe(false)
})

test.each(['', 'no dot at all here', 'short.abc', '../../etc/passwd.abc', `${'a'.repeat(65)}.abc`])(
  'what has not the form of a token names no invitation: %j',
  (text) => {
    expect(idOfToken(text)).toBeNull()
  },
)

test('codes have six characters that are not taken for one another, and spread over all of them', () => {
  const codes = Array.from({ length: 500 }, (_, index) =>
    invitationCode(SECRET, { id: `invitation-${index}`, nonce: 'n' }),
  )
  for (const code of codes) expect(code).toMatch(new RegExp(`^[${INVITATION_CODE_ALPHABET}]{6}$`))
  expect(new Set(codes).size).toBe(500)
  expect(new Set(codes.join('')).size).toBe(INVITATION_CODE_ALPHABET.length)
})

test('a code may be typed in small letters, with spaces and hyphens', () => {
  expect(typedCode(' ab2-cd3 ')).toBe('AB2CD3')
})

test('a code is looked up by a hash that needs the secret', () => {
  expect(codeHash(SECRET, 'AB2CD3')).not.toBe(codeHash('another secret', 'AB2CD3'))
  expect(codeHash(SECRET, 'AB2CD3')).not.toContain('AB2CD3')
})
