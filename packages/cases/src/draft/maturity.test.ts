import { RESULT_PREFIX, readContent, type ScoreSummary } from '@tablee/board'
import { findTemplate, templateMethod, templateRecords } from '@tablee/templates'
import { expect, test } from 'vitest'
import { readMaturity, type SelfCheck } from './maturity.ts'
import { MATURITY_AXES } from './maturity-axes.ts'

const method = findTemplate('needs-maturity')
if (!method) throw new Error('the method is missing')
const furniture = templateRecords(method)
const shipped = templateMethod(method)

/** A self-check with these medians; null where fewer than three answered. */
function checkOf(
  organisationId: string,
  takenAt: string,
  medians: Readonly<Record<string, number | null>>,
): SelfCheck {
  const scores = Object.fromEntries(
    Object.entries(medians).map(([axis, median]): [string, ScoreSummary] => [
      axis,
      { n: median === null ? 2 : 4, median, min: median, max: median, spread: median && 0 },
    ]),
  )
  const content = readContent({
    records: new Map(furniture.map((record) => [record.id, record])),
    method: shipped,
    facts: new Map([[`${RESULT_PREFIX}axes`, { kind: 'scores', voters: 4, scores }]]),
    lang: 'fr',
  })
  return { organisationId, takenAt, content }
}

test('R98 the axes are those of the method, in its words', () => {
  const items = method.zones.find(({ id }) => id === 'axes')?.options.items
  expect(MATURITY_AXES).toEqual(items)
})

test('R98 each axis rose, stayed or fell between the first self-check and the last, whatever order they come in', () => {
  const checks = [
    checkOf('o-1', '2026-09-01T00:00:00Z', { strategie: 3, competences: 2, changement: 1, prestataires: 4 }),
    checkOf('o-1', '2025-09-01T00:00:00Z', { strategie: 1, competences: 2, changement: 2.5 }),
    checkOf('o-1', '2026-02-01T00:00:00Z', { strategie: 5, competences: 0, changement: 5, prestataires: 0 }),
  ]
  const maturity = readMaturity(checks)
  // what was not scored at first is not told, and no score is
  expect(maturity).toEqual([
    { axis: 'strategie', change: 'rose' },
    { axis: 'competences', change: 'stayed' },
    { axis: 'changement', change: 'fell' },
  ])
})

test('R98 fewer than three answers, one self-check, or those of several organisations say nothing', () => {
  const [first, last] = ['2025-09-01T00:00:00Z', '2026-09-01T00:00:00Z']
  expect(
    readMaturity([
      checkOf('o-1', first, { strategie: null, competences: 1 }),
      checkOf('o-1', last, { strategie: 4, competences: null }),
    ]),
  ).toEqual([])
  expect(readMaturity([checkOf('o-1', first, { strategie: 1 })])).toEqual([])
  const both = [checkOf('o-1', first, { strategie: 1 }), checkOf('o-2', last, { strategie: 4 })]
  expect(readMaturity(both)).toEqual([])
  const others = [checkOf('o-2', first, { strategie: 4 }), checkOf('o-1', last, { strategie: 4 })]
  expect(readMaturity([...both, ...others])).toEqual([])
})
