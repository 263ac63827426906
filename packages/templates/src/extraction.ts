import type { ExtractionDefinition } from '@tablee/board'
import * as z from 'zod'
import { localisedTextSchema } from './localised-text.ts'

/** The id of a zone, column or term. */
const ref = z.string().max(60)
const zoneIds = z.array(ref).min(1).max(40)
const condition = {
  column: ref,
  is: z.array(ref).min(1).max(60).optional(),
  atLeast: z.number().optional(),
  empty: z.boolean().optional(),
}
/** Two columns at most: what asks for more is no row that anybody looks for. */
const filterSchema = z.strictObject({ ...condition, and: z.strictObject(condition).optional() })
const counted = { zones: zoneIds, where: filterSchema.optional() }
const answered = {
  zone: ref.optional(),
  zones: zoneIds.optional(),
  column: ref.optional(),
  where: filterSchema.optional(),
  by: z.strictObject({ zones: zoneIds, column: ref, where: filterSchema.optional() }),
}
const joinedSchema = z.strictObject({
  zones: zoneIds,
  column: ref,
  own: ref.optional(),
  take: z.array(ref).min(1).max(16),
})
const named = {
  id: z
    .string()
    .regex(/^[a-z][A-Za-z]{0,59}$/)
    .refine((id) => !Object.hasOwn(Object.prototype, id)),
  label: localisedTextSchema.optional(),
  indicator: z.boolean().optional(),
}

/** One line of a method's `extract`: what is drawn from its boards. */
export const extractionSchema: z.ZodType<ExtractionDefinition> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...named,
    kind: z.literal('rows'),
    ...counted,
    rank: z.boolean().optional(),
    order: ref.optional(),
    with: joinedSchema.optional(),
    authors: z.boolean().optional(),
    organisations: z.boolean().optional(),
    moves: zoneIds.optional(),
  }),
  z.strictObject({ ...named, kind: z.literal('text'), zone: ref }),
  z.strictObject({
    ...named,
    kind: z.literal('links'),
    zones: zoneIds,
    minus: z.array(ref).min(1).optional(),
  }),
  z.strictObject({ ...named, kind: z.literal('scores'), zone: ref }),
  z.strictObject({ ...named, kind: z.literal('choices'), zone: ref }),
  z.strictObject({ ...named, kind: z.literal('count'), ...counted }),
  z.strictObject({
    ...named,
    kind: z.literal('ratio'),
    of: z.strictObject(counted),
    per: z.strictObject(counted),
  }),
  z.strictObject({ ...named, kind: z.literal('present'), ...counted }),
  z.strictObject({ ...named, kind: z.literal('orphans'), zone: ref, column: ref }),
  z.strictObject({ ...named, kind: z.literal('gaps'), ...answered }),
  z.strictObject({ ...named, kind: z.literal('unnamed'), zone: ref, column: ref }),
  z.strictObject({ ...named, kind: z.literal('covered'), ...answered }),
  z.strictObject({ ...named, kind: z.literal('shares'), ...counted, by: ref }),
  z.strictObject({ ...named, kind: z.literal('since'), of: ref }),
  z.strictObject({ ...named, kind: z.literal('page'), zones: zoneIds }),
  z.strictObject({
    ...named,
    kind: z.literal('tally'),
    zones: zoneIds,
    by: ref,
    across: ref.optional(),
    at: z.strictObject({ time: z.enum(['now', 'target']), moves: zoneIds }).optional(),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('sum'),
    zone: ref,
    column: ref,
    by: ref.optional(),
    per: z.number().positive().optional(),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('bands'),
    ...counted,
    column: ref,
    by: ref,
    bands: z
      .array(z.strictObject({ id: ref, least: z.number(), most: z.number().optional() }))
      .min(1)
      .max(60),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('product'),
    zone: ref,
    columns: z.array(ref).min(2).max(16),
  }),
  z.strictObject({ ...named, kind: z.literal('timeline'), zones: zoneIds }),
  z.strictObject({
    ...named,
    kind: z.literal('overdue'),
    zone: ref,
    date: ref,
    status: ref.optional(),
    done: z.array(ref).min(1).max(60).optional(),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('delay'),
    zone: ref,
    from: ref,
    to: ref,
  }),
  z.strictObject({
    ...named,
    kind: z.literal('weighted'),
    zone: ref,
    weight: ref,
    veto: ref.optional(),
  }),
])
