import { EMPTY_ROSTER, type Roster } from '@tablee/cases'
import { expect, test } from 'vitest'
import { clearSlug, slugFile } from './slug-file.ts'

const roster: Roster = { ...EMPTY_ROSTER, people: [{ id: 'p', name: 'Oxan Wyzl' }] }

/** Draws these one after the other, and the last one from then on. */
function drawing(...slugs: readonly string[]) {
  let drawn = 0
  return {
    draw: () => slugs[Math.min(drawn++, slugs.length - 1)] ?? '',
    count: () => drawn,
  }
}

test.each(['jill', 'isra'])(
  'F9 letters that are drawn behind a name and happen to spell somebody’s, as “%s”, are drawn anew',
  (letters) => {
    const redacted = { publicName: 'Rive Nouvelle', removed: [], kept: [] }
    const { draw } = drawing(`rive-nouvelle-${letters}`, 'rive-nouvelle-qkzv', 'rive-nouvelle-xxxx')
    expect(clearSlug(draw, { redacted, roster })).toBe('rive-nouvelle-qkzv')
  },
)

test('F9 a name that says it in every address is drawn a few times only, and stays to be refused', () => {
  const redacted = { publicName: 'Oxan Wyzl', removed: [], kept: [] }
  const { draw, count } = drawing('oxan-wyzl-qkzv')
  expect(clearSlug(draw, { redacted, roster })).toBe('oxan-wyzl-qkzv')
  expect(count()).toBeLessThan(30)
})

test('an address is read as its words', () => {
  expect(slugFile({ slug: 'rive-nouvelle-qkzv' })).toEqual({ name: 'slug.txt', text: 'rive nouvelle qkzv' })
})
