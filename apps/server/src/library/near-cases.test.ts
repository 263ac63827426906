import { expect, test } from 'vitest'
import { shelfOf } from './library.ts'
import { libraryCase } from './library-case.ts'
import { nearCases } from './near-cases.ts'
import { sampleCases } from './testing.ts'

const documents = sampleCases(60)
const shelfFor = (cases: typeof documents) =>
  shelfOf(
    cases.map((document) =>
      libraryCase({
        caseId: document.id,
        document,
        isNamed: false,
        counted: [],
        isVerified: true,
      }),
    ),
  )
const [one] = documents
if (!one) throw new Error('there is a sample')
const own = new Map([
  ['projectKind', new Set(one.meta.tags.projectKind)],
  ['sector', new Set(one.meta.tags.sector)],
] as const)

test('the case that has the very same terms comes first, five are offered at most, and each says why', () => {
  const near = nearCases(shelfFor(documents), own)
  expect(near.length).toBeLessThanOrEqual(5)
  const [first] = near
  expect([...(first?.found.terms.get('projectKind') ?? [])].sort()).toEqual(
    [...one.meta.tags.projectKind].sort(),
  )
  for (const { found, shared } of near) {
    expect(shared.length).toBeGreaterThan(0)
    for (const { facet, term } of shared) expect(found.terms.get(facet)).toContain(term)
  }
})

test('near cases come from tags alone: other words change nothing', () => {
  const reworded = documents.map((document) => ({
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      statements: section.statements.map((statement) => ({ ...statement, text: 'autre chose' })),
    })),
  }))
  const slugs = (cases: typeof documents) =>
    nearCases(shelfFor(cases), own).map(({ found }) => found.document.slug)
  expect(slugs(reworded)).toEqual(slugs(documents))
})

test('a board that says nothing yet is near no case, and a place alone is no likeness', () => {
  const shelf = shelfFor(documents)
  expect(nearCases(shelf, new Map())).toEqual([])
  expect(nearCases(shelf, new Map([['country', new Set(['be'])]]))).toEqual([])
  expect(nearCases(shelf, new Map([['size', new Set(['t2_10_49'])]]))).toEqual([])
})
