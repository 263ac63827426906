import { FINDING_KINDS, ZONE_KINDS } from '@tablee/board'
import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema } from './common.ts'

const countSchema = z.number().int().nonnegative()
const scoreSchema = z.strictObject({
  n: countSchema,
  median: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  spread: z.number().nullable(),
})
const cellSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('term'), set: z.string(), id: z.string() }),
  z.strictObject({ kind: z.literal('number'), value: z.number() }),
  z.strictObject({ kind: z.literal('date'), date: z.string() }),
  z.strictObject({ kind: z.literal('item'), id: z.string() }),
  z.strictObject({ kind: z.literal('votes'), count: countSchema.nullable() }),
  z.strictObject({ kind: z.literal('free'), text: z.string() }),
])
const rowSchema = z.strictObject({
  itemId: z.string(),
  zoneId: z.string(),
  text: z.string(),
  cells: z.record(z.string(), cellSchema),
  laneId: z.string().nullable(),
  clusterId: z.string().nullable(),
  position: z.record(z.string(), z.string()),
  votes: countSchema.nullable(),
  rank: z.number().int().positive().nullable(),
  missing: z.array(z.string()),
  author: z.enum(['peer', 'expert']).nullable().optional(),
  organisation: z.strictObject({ id: idSchema, name: z.string() }).nullable().optional(),
  t: z.enum(['now', 'target']).optional(),
})
const endSchema = z.strictObject({ itemId: z.string(), text: z.string() })
const totalsSchema = z.record(z.string(), countSchema)

/** What one rule of a method drew from a board; the form of `ExtractValue` in @tablee/board. */
export const extractValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rows'), rows: z.array(rowSchema) }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({
    kind: z.literal('links'),
    links: z.array(
      z.strictObject({
        from: endSchema,
        to: endSchema,
        term: z.string().nullable(),
        label: z.string(),
        sign: z.enum(['plus', 'minus']).nullable(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('scores'),
    voters: countSchema,
    scores: z.record(z.string(), scoreSchema),
  }),
  z.strictObject({ kind: z.literal('choices'), voters: countSchema, totals: totalsSchema }),
  z.strictObject({ kind: z.literal('count'), value: countSchema }),
  z.strictObject({
    kind: z.literal('ratio'),
    of: countSchema,
    per: countSchema,
    value: z.number().nullable(),
  }),
  z.strictObject({ kind: z.literal('present'), value: z.boolean() }),
  z.strictObject({
    kind: z.literal('gaps'),
    open: z.array(z.strictObject({ key: z.string(), text: z.string() })),
    covered: countSchema,
  }),
  z.strictObject({
    kind: z.literal('tally'),
    counts: z.array(
      z.strictObject({
        by: z.string(),
        across: z.string().nullable(),
        count: countSchema,
        votes: countSchema.optional(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('shares'),
    shares: z.array(z.strictObject({ by: z.string(), of: countSchema, per: countSchema, value: z.number() })),
  }),
  z.strictObject({
    kind: z.literal('since'),
    taken: z.boolean(),
    changes: z.array(
      z.strictObject({ key: z.string(), before: z.number().nullable(), after: z.number().nullable() }),
    ),
  }),
  z.strictObject({ kind: z.literal('page'), markdown: z.string() }),
  z.strictObject({ kind: z.literal('sum'), total: z.number(), by: z.record(z.string(), z.number()) }),
  z.strictObject({
    kind: z.literal('bands'),
    totals: z.array(
      z.strictObject({
        by: z.string(),
        count: countSchema,
        unknown: countSchema,
        least: z.number().nullable(),
        most: z.number().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('values'),
    rows: z.array(z.strictObject({ itemId: z.string(), text: z.string(), value: z.number().nullable() })),
  }),
  z.strictObject({
    kind: z.literal('weighted'),
    rows: z.array(
      z.strictObject({
        itemId: z.string(),
        text: z.string(),
        value: z.number().nullable(),
        spread: z.number().nullable(),
        vetoes: z.array(z.string()),
      }),
    ),
  }),
])

const findingSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  kind: z.enum(FINDING_KINDS),
  value: z.number().nullable(),
  of: z.number().nullable(),
  items: z.array(z.string()),
  lines: z.array(
    z.strictObject({
      label: z.string(),
      value: z.number().nullable(),
      of: z.number().nullable(),
      items: z.array(z.string()),
    }),
  ),
  text: z.string(),
})

const drawnZoneSchema = z.strictObject({
  id: z.string(),
  label: localisedTextSchema,
  kind: z.enum(ZONE_KINDS),
  count: countSchema,
  /** Rows that lack a required column. */
  unfinished: countSchema,
})

/** `GET /api/boards/:id/extract`: what the method draws from the board, with a name where it has one. */
export const boardExtractSchema = z.strictObject({
  template: z.strictObject({ id: z.string(), version: z.string() }),
  zones: z.array(drawnZoneSchema),
  labels: z.array(z.strictObject({ id: z.string(), label: localisedTextSchema, indicator: z.boolean() })),
  extract: z.record(z.string(), extractValueSchema),
  /** The same in words, in the reader's language, with the notes that each number means. */
  findings: z.array(findingSchema),
  /** The snapshot that numbers are compared with: the newest of the board. Its name is null for who may not see snapshots. */
  since: z.strictObject({ name: z.string().nullable(), takenAt: timeSchema }).nullable(),
})
/** What the method draws from a board. */
export type BoardExtract = z.infer<typeof boardExtractSchema>

/** One number of the overview: how many, yes or no, or a share with what it is of. */
export const indicatorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), value: countSchema }),
  z.strictObject({ kind: z.literal('present'), value: z.boolean() }),
  z.strictObject({
    kind: z.literal('ratio'),
    of: countSchema,
    per: countSchema,
    value: z.number().nullable(),
  }),
])

/** `GET /api/cohorts/:id/overview`: the boards of one method side by side, as numbers. Never a word that somebody wrote. */
export const overviewSchema = z.strictObject({
  /** The methods that boards of the cohort were made from; the overview is of the first, or of the one asked for. */
  methods: z.array(z.strictObject({ id: z.string(), title: localisedTextSchema, boards: countSchema })),
  methodId: z.string().nullable(),
  /** Whether there are boards whose numbers are kept back: few ones would tell whose they are. */
  withheld: z.boolean(),
  zones: z.array(z.strictObject({ id: z.string(), label: localisedTextSchema })),
  indicators: z.array(z.strictObject({ id: z.string(), label: localisedTextSchema })),
  /** How often each term was chosen over all boards, the most frequent first, and on how many of them. */
  frequencies: z.array(
    z.strictObject({
      id: z.string(),
      label: localisedTextSchema,
      terms: z.array(
        z.strictObject({
          id: z.string(),
          label: localisedTextSchema,
          count: countSchema,
          boards: countSchema,
        }),
      ),
    }),
  ),
  rows: z.array(
    z.strictObject({
      /** Null for somebody who may see numbers and nothing else. */
      board: z
        .strictObject({ id: idSchema, title: z.string(), organisation: z.string().nullable() })
        .nullable(),
      counts: z.record(z.string(), countSchema),
      indicators: z.record(z.string(), indicatorSchema),
    }),
  ),
})
/** `GET /api/cohorts/:id/overview?methodId=…`. */
export const overviewQuerySchema = z.strictObject({ methodId: z.string().max(80).optional() })

/** The boards of one method side by side. */
export type Overview = z.infer<typeof overviewSchema>
/** One number of the overview. */
export type Indicator = z.infer<typeof indicatorSchema>
