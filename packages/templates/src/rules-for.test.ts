import { expect, test } from 'vitest'
import { rulesFor } from './rules-for.ts'
import { findTemplate } from './templates.ts'

const extract = [{ id: 'own', kind: 'count', zones: ['feedback'] }] as const
const pilot = findTemplate('change-pilot')

test('a board of an older version draws what its method draws today', () => {
  expect(rulesFor({ id: 'change-pilot', version: '1.0.0', extract })).toEqual(pilot?.extract)
  expect(rulesFor({ id: 'change-pilot', version: '1.0.0', extract }).map(({ id }) => id)).toContain(
    'timeToFix',
  )
})

test('a board whose content means something else, one of a newer product and a coach’s method draw their own', () => {
  expect(rulesFor({ id: 'change-pilot', version: '0.9.0', extract })).toEqual(extract)
  expect(rulesFor({ id: 'change-pilot', version: '1.9.0', extract })).toEqual(extract)
  expect(rulesFor({ id: 'own-method', version: '1.0.0', extract })).toEqual(extract)
})
