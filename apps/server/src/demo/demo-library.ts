import {
  letterId,
  type PublishedCase,
  type PublishedStatement,
  readPublishedCase,
  slugOf,
} from '@tablee/cases'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { random } from '../publication/random.ts'
import library from './demo-library.json' with { type: 'json' }
import { insertDemoCase } from './store.ts'

const statementSchema = z.strictObject({
  text: z.string(),
  tags: z.array(z.string()).default([]),
  role: z.string().optional(),
  sign: z.string().optional(),
  phase: z.string().optional(),
  relTime: z.string().optional(),
  audience: z.string().optional(),
  stake: z.string().optional(),
  quote: z.literal(true).optional(),
  /** Its name in the fixture, for those that answer it or tell it differently. */
  key: z.string().optional(),
  of: z.string().optional(),
  contrast: z.array(z.string()).optional(),
})

const caseSchema = z.strictObject({
  publicName: z.string(),
  naming: z.enum(['named', 'pseudonym']),
  tags: z.looseObject({
    sector: z.array(z.string()),
    projectKind: z.array(z.string()),
    pooling: z.array(z.string()),
    funding: z.array(z.string()),
    maturity: z.array(z.strictObject({ axis: z.string(), change: z.string() })).optional(),
  }),
  sections: z.array(z.strictObject({ id: z.string(), statements: z.array(statementSchema) })),
})

type DemoCase = z.infer<typeof caseSchema>

/** What no case of the demonstration says of itself. */
const UNSAID = { phase: [], support: [], stakes: [], keywords: [], period: null }

/** The eight fictional cases of the demonstration, in the order of their fixture. */
export const DEMO_CASES: readonly DemoCase[] = z.array(caseSchema).parse(library.cases)

/** Fills the library with the fictional cases, as if they had been published in the year that it is. */
export async function insertDemoLibrary(
  db: Context['db'],
  made: { cohortId: string; personId: string | null; now: number },
): Promise<void> {
  const year = new Date(made.now).getUTCFullYear()
  for (const demo of DEMO_CASES) {
    const document = documentOf(demo, { year, newId: () => letterId(random) })
    await insertDemoCase(db, { ...made, document, naming: demo.naming })
  }
}

function documentOf(demo: DemoCase, { year, newId }: { year: number; newId: () => string }): PublishedCase {
  const { publicName, tags } = demo
  const written = demo.sections.flatMap(({ statements }) => statements)
  const ids = new Map(written.flatMap(({ key }) => (key === undefined ? [] : [[key, newId()] as const])))
  const idOf = (key: string): string => {
    const id = ids.get(key)
    if (id === undefined) throw new Error(`the demonstration's library has no statement ${key}`)
    return id
  }
  const published = ({ key, of, contrast, ...said }: DemoCase['sections'][number]['statements'][number]) => ({
    ...said,
    id: key === undefined ? newId() : idOf(key),
    ...(of !== undefined && { of: idOf(of) }),
    ...(contrast !== undefined && { contrast: contrast.map(idOf) }),
  })
  return readPublishedCase({
    format: 2,
    id: newId(),
    slug: slugOf(publicName),
    version: 1,
    lang: 'fr',
    year,
    meta: {
      publicName,
      tags: { ...UNSAID, ...tags, funding: tags.funding.map((source) => ({ source, band: null })) },
      perspectives: [...new Set(written.flatMap(({ role }) => role ?? []))].sort(),
    },
    sections: demo.sections.map(({ id, statements }) => ({
      id,
      statements: statements.map(published) satisfies readonly Partial<PublishedStatement>[],
    })),
  })
}
