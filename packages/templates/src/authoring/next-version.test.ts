import { expect, test } from 'vitest'
import { nextVersion } from './next-version.ts'

const label = { fr: 'Zone', nl: '', en: '' }
const REMOVED = [{ kind: 'zone_removed', zoneId: 'a', label }] as const

test('a column that held numbers and holds numbers still is read as before', () => {
  const change = { kind: 'column_type', zoneId: 'a', columnId: 'b', label } as const
  expect(nextVersion('1.0.0', [{ ...change, before: 'score', after: 'number' }])).toBe('1.1.0')
  expect(nextVersion('1.0.0', [{ ...change, before: 'score', after: 'text' }])).toBe('2.0.0')
})

test('no number of a version grows past what a version may name', () => {
  expect(nextVersion('1.2.0', [])).toBe('1.3.0')
  expect(nextVersion('1.2.0', REMOVED)).toBe('2.0.0')
  expect(nextVersion('1.9999.0', [])).toBe('2.0.0')
  expect(nextVersion('9999.3.0', REMOVED)).toBe('9999.4.0')
  expect(nextVersion('9999.9999.0', REMOVED)).toBe('9999.9999.1')
  expect(() => nextVersion('9999.9999.9999', [])).toThrow(RangeError)
})
