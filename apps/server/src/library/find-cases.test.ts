import { setImmediate as turn } from 'node:timers/promises'
import { CASE_FACETS } from '@tablee/cases'
import { expect, test } from 'vitest'
import { CaseWords } from './case-words.ts'
import { findCases } from './find-cases.ts'
import { shelfOf } from './library.ts'
import { libraryCase } from './library-case.ts'
import { readLibraryQuery } from './read-query.ts'
import { sampleCases } from './testing.ts'

const shelf = shelfOf(
  sampleCases(300).map((document) =>
    libraryCase({
      caseId: document.id,
      document,
      isNamed: false,
      counted: [],
      isVerified: true,
    }),
  ),
)
const ask = (raw: Record<string, string | string[]>) =>
  findCases(shelf, readLibraryQuery(raw), { full: true })

test('two facets reduce the count as announced', () => {
  const all = ask({})
  expect(all.total).toEqual({ shown: 'exact', count: 300 })
  for (const { facet, terms } of all.facets) {
    const [first] = terms.filter(({ count }) => count.shown === 'exact' && count.count > 0)
    if (first === undefined) continue
    const one = ask({ [facet]: first.term })
    expect(one.total, facet).toEqual(first.count)
    for (const other of one.facets) {
      const [second] = other.terms.filter(
        ({ count, isChosen }) => !isChosen && count.shown === 'exact' && count.count > 0,
      )
      if (second === undefined || other.facet === facet) continue
      const both = ask({ [facet]: first.term, [other.facet]: second.term })
      expect(both.total, `${facet} and ${other.facet}`).toEqual(second.count)
    }
  }
})

test('terms of one facet add up, facets narrow, and every case is on one page', () => {
  const count = (raw: Record<string, string | string[]>) => {
    const { total } = ask(raw)
    return total.shown === 'exact' ? total.count : Number.NaN
  }
  const either = count({ sector: ['tourisme_social', 'sante_mentale'] })
  expect(either).toBeGreaterThan(count({ sector: 'tourisme_social' }))
  expect(either).toBeLessThanOrEqual(
    count({ sector: 'tourisme_social' }) + count({ sector: 'sante_mentale' }),
  )
  const { pages } = ask({})
  const slugs = Array.from({ length: pages }, (_, at) => ask({ page: String(at + 1) }).cases).flatMap(
    (page) => page.map(({ document }) => document.slug),
  )
  expect(new Set(slugs).size).toBe(300)
  expect(slugs).toHaveLength(300)
  expect(ask({ page: '9999' }).page).toBe(pages)
})

test('the public reads no small count, whatever she chooses', () => {
  for (const { id } of CASE_FACETS)
    for (const term of shelf.byName[0]?.terms.get(id) ?? []) {
      const answer = findCases(shelf, readLibraryQuery({ [id]: term, sector: 'culture' }), { full: false })
      const counts = [answer.total, ...answer.facets.flatMap(({ terms }) => terms.map(({ count }) => count))]
      for (const count of counts) if (count.shown === 'exact') expect(count.count).toBeGreaterThanOrEqual(3)
      if (answer.isKeptBack) expect(answer.cases).toEqual([])
    }
})

test('a word that only the label of a facet holds finds no lone case under another name', () => {
  const [one, two, three] = sampleCases(3, 'labels')
  if (!one || !two || !three) throw new Error('there are samples')
  const libraryOf = (...cases: { document: typeof one; isNamed: boolean }[]) =>
    shelfOf(
      cases.map(({ document, isNamed }) =>
        libraryCase({
          caseId: document.id,
          document: {
            ...document,
            meta: { ...document.meta, tags: { ...document.meta.tags, sector: ['sport_adapte'] } },
          },
          isNamed,
          counted: [],
          isVerified: true,
        }),
      ),
    )
  const hits = (library: ReturnType<typeof libraryOf>, q: string, full = false) => {
    const { cases, total, facets } = findCases(library, readLibraryQuery({ q }), { full })
    const counted = facets.flatMap(({ terms }) => terms).filter(({ count }) => count.shown === 'exact')
    return { slugs: cases.map(({ document }) => document.slug), total, counted: full ? [] : counted }
  }
  const alone = libraryOf({ document: one, isNamed: false })
  for (const words of ['sport adapté', 'sport', 'aangepast', 'leisure']) {
    // exactly as words that nobody says
    expect(hits(alone, words), words).toEqual(hits(alone, 'zeppelin'))
    expect(hits(alone, words, true).slugs, words).toEqual([one.slug])
  }
  const named = libraryOf({ document: one, isNamed: false }, { document: two, isNamed: true })
  expect(hits(named, 'sport')).toMatchObject({ slugs: [two.slug], total: { shown: 'exact', count: 1 } })
  const three3 = libraryOf(...[one, two, three].map((document) => ({ document, isNamed: false })))
  expect(hits(three3, 'sport').slugs).toHaveLength(3)
  // what a case says itself is found as ever
  const said = one.sections[0]?.statements[0]?.text.split(/\P{L}+/u).find(({ length }) => length > 7) ?? ''
  expect(hits(alone, said).slugs).toEqual([one.slug])
})

test('what no library knows is no question', () => {
  expect(ask({ sector: '"><b>', obstacle: 'fr_nothing', q: '   ', page: '-3' }).total).toEqual({
    shown: 'exact',
    count: 300,
  })
})

test('where cases come and go, what left is found by none of its words, and what is there by all of them', async () => {
  const words = new CaseWords()
  const all = [...shelf.byName]
  const [staying, leaving, coming] = [all.slice(0, 40), all.slice(40, 80), all.slice(80, 120)]
  for (const found of [...staying, ...leaving]) words.add(found)
  for (const [at, found] of coming.entries()) {
    words.remove(leaving[at]?.caseId ?? '')
    words.add(found)
  }
  const foundBy = (asked: string) => words.find(asked)?.map(({ caseId }) => caseId)
  // before its words have left memory, and after
  for (const _ of ['at once', 'a turn later']) {
    for (const { caseId, document } of [...staying, ...coming])
      expect(foundBy(document.meta.publicName)).toContain(caseId)
    for (const { caseId, document } of leaving) {
      expect(foundBy(document.meta.publicName)).not.toContain(caseId)
      expect(foundBy(document.sections[0]?.statements[0]?.text ?? '')).not.toContain(caseId)
    }
    await turn()
  }
  for (const found of leaving) words.add(found)
  // gone and there again before anybody had a turn
  for (const found of leaving) {
    words.remove(found.caseId)
    words.add(found)
  }
  for (const { caseId, document } of leaving) expect(foundBy(document.meta.publicName)).toContain(caseId)
})
