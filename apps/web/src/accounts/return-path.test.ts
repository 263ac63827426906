import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

test.each([
  ['/tableaux/abc', '/tableaux/abc'],
  ['/cohortes/abc?onglet=cas', '/cohortes/abc?onglet=cas'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('returning to %s goes to %s', (wanted, expected) => {
  expect(returnPath(wanted)).toBe(expected)
})
