import { createHash } from 'node:crypto'
import { CASE_FACETS, compact } from '@tablee/cases'
import { expect, test } from 'vitest'
import { createCohort } from '../cohorts/testing.ts'
import { openSqliteStorage } from '../testing/databases.ts'
import { openTestApp } from '../testing/open-test-app.ts'
import { DEMO_CASES, insertDemoLibrary } from './demo-library.ts'
import expected from './testing/case-tags.json' with { type: 'json' }

/** Facets that the seed's table has. */
const IN_TABLE = CASE_FACETS.map(({ id }) => id).filter((id) => expected.some(({ tags }) => id in tags))

test('the eight demo cases give the tables of the seed: naming, facets, and tag by case', async () => {
  const storage = await openSqliteStorage()
  const server = await openTestApp(storage)
  try {
    const { cohortId } = await createCohort(server.context, { organisations: [] })
    await insertDemoLibrary(server.context.db, { cohortId, personId: null, now: Date.now() })
    const { bySlug } = await server.context.library.shelf()
    const found = DEMO_CASES.map(({ publicName }) =>
      [...bySlug.values()].find(({ document }) => document.meta.publicName === publicName),
    )
    expect(found.map((each) => (each?.isNamed ? 'named' : 'pseudonym'))).toEqual(
      expected.map(({ naming }) => naming),
    )
    const table = found.map((each) =>
      Object.fromEntries(IN_TABLE.map((id) => [id, [...(each?.terms.get(id) ?? [])].sort()])),
    )
    const seed: Readonly<Record<string, string[] | undefined>>[] = expected.map(({ tags }) => tags)
    expect(table).toEqual(
      seed.map((tags) => Object.fromEntries(IN_TABLE.map((id) => [id, [...(tags[id] ?? [])].sort()]))),
    )
  } finally {
    await server.close()
    await storage.remove()
  }
})

test('every demo case has the required parts, and no name of the seed’s organisations', () => {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
  for (const { publicName, sections } of DEMO_CASES) {
    const texts = [publicName, ...sections.flatMap(({ statements }) => statements.map(({ text }) => text))]
    for (const text of texts) {
      const words = text
        .split(/[\s’'(),.:;«»]+/)
        .map(compact)
        .filter(Boolean)
      const runs = words.flatMap((_, at) =>
        [1, 2, 3, 4].map((length) => words.slice(at, at + length).join('')),
      )
      for (const run of runs) expect(SEED_NAMES, run).not.toContain(digest(run))
    }
  }
})

/** Digests of the names of the seed's cases and products, which stand nowhere in this project. */
const SEED_NAMES: readonly string[] = [
  '4e38701db15d7774',
  '7a43342669c9dde9',
  '0dafb39a2ac6d689',
  '4b6daf5f5136423e',
  'f227c00cba63391f',
  '343e97dab4e76e48',
  '14d1e26b0774d04b',
  '792401aa326caefe',
  '7ab493574ab939aa',
  'c503f3beece3b94a',
  'd34380e00693af4a',
]
