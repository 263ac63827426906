import { expect, test } from 'vitest'
import { stateWithUser, userMember } from './cursor-state.ts'

const ANNA = userMember({ id: 'anna', name: 'Änna "A"', color: '#123456' })

function relayed(json: string): unknown {
  const state = stateWithUser(Buffer.from(json), ANNA)
  return state === null ? null : JSON.parse(state.toString())
}

const USER = { id: 'anna', name: 'Änna "A"', color: '#123456' }

test.each([
  ['{}', {}],
  [' { } ', {}],
  ['{"x":1,"text":"é"}', { x: 1, text: 'é' }],
  [' {"x":1}', { x: 1 }],
  ['{"user":{"id":"bob"},"x":1}', { x: 1 }],
  ['{"\\u0075ser":"bob","x":1}', { x: 1 }],
  ['{"x":{"user":"bob"}}', { x: { user: 'bob' } }],
  ['{"x":1,"user":1,"user":2}', { x: 1 }],
])('C1 %s says who somebody is in the server’s words alone', (json, rest) => {
  expect(relayed(json)).toEqual({ ...rest, user: USER })
  expect(
    stateWithUser(Buffer.from(json), ANNA)
      ?.toString()
      .match(/"user":\{"id":"anna"/g),
  ).toHaveLength(1)
})

test('C3 null takes a cursor away', () => {
  expect(relayed('null')).toBeNull()
})

test.each(['[1]', '1', '"x"', '{broken', '', '{"x":1}}'])('C4 %s is no state', (json) => {
  expect(() => relayed(json)).toThrow()
})

test('C4 bytes that are no characters are no state: the others could not read them', () => {
  const bytes = Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from('"}')])
  expect(() => stateWithUser(bytes, ANNA)).toThrow()
})
