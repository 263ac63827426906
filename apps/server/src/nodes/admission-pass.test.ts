import { describe, expect, test } from 'vitest'
import type { Admission } from '../sync/admission.ts'
import { admissionPasses } from './admission-pass.ts'

const SECRET = 'a-secret-of-the-tests-0123456789abcdef'
const NOW = 1_900_000_000_000
const SCOPE = { boardId: 'b1', socketKey: 'dGhlIHNhbXBsZSBub25jZQ==' }
const ADMISSION: Admission = {
  authorId: 'person',
  author: { actorId: 'actor', role: 'viewer' },
  access: 'read',
  identity: { id: 'actor', name: 'Zoé', color: '#1d4ed8' },
}
const at = (ms: number, secret = SECRET) => admissionPasses(secret, () => NOW + ms)

test('a pass says whom another process has admitted', () => {
  const pass = at(0).sign(SCOPE, ADMISSION)
  expect(at(0).verify(SCOPE, pass)).toEqual(ADMISSION)
  expect(at(9_000).verify(SCOPE, pass)).toEqual(ADMISSION)
  const leading: Admission = { ...ADMISSION, author: { actorId: 'lead', role: 'writer', leads: true } }
  const guest: Admission = { ...ADMISSION, watches: false, guest: true }
  for (const each of [leading, guest]) expect(at(0).verify(SCOPE, at(0).sign(SCOPE, each))).toEqual(each)
  // the clocks of two machines are never the same
  expect(at(-2_000).verify(SCOPE, pass)).toEqual(ADMISSION)
})

describe('a pass is refused', () => {
  const pass = at(0).sign(SCOPE, ADMISSION)
  const [body = '', signature = ''] = pass.split('.')
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"read"', '"write"')).toString(
    'base64url',
  )

  test.each([
    ['for another board', { ...SCOPE, boardId: 'b2' }, pass],
    ['for another socket', { ...SCOPE, socketKey: 'other' }, pass],
    ['when it was changed', SCOPE, `${forged}.${signature}`],
    ['without a signature', SCOPE, body],
    ['with an empty signature', SCOPE, `${body}.`],
    ['with a longer signature', SCOPE, `${pass}AAAA`],
    ['that is empty', SCOPE, ''],
    ['that is none', SCOPE, 'true'],
    ['given twice', SCOPE, [pass, pass]],
  ])('%s', (_, scope, header) => {
    expect(at(0).verify(scope, header)).toBeNull()
  })

  test('when it is old, or from the future', () => {
    expect(at(20_000).verify(SCOPE, pass)).toBeNull()
    expect(at(-20_000).verify(SCOPE, pass)).toBeNull()
  })

  test('under another key', () => {
    expect(at(0, `${SECRET}!`).verify(SCOPE, pass)).toBeNull()
  })
})
