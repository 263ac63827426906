import { FAMILIES, ZONE_KINDS } from '@tablee/board'
import * as z from 'zod'
import { CASE_FIELDS } from './case-fields.ts'
import { localisedTextSchema } from './localised-text.ts'

/** Columns of the grid on which every method places its zones. */
export const GRID_COLUMNS = 12

/** How a step is worked: everybody together, alone and hidden, in the group, alone, or by voting. */
export const STEP_MODES = ['plenary', 'private', 'group', 'individual', 'vote'] as const

/** What a column of a table zone holds. */
export const COLUMN_TYPES = ['text', 'choice', 'date', 'score', 'vote', 'link'] as const

const columnSchema = z.strictObject({
  id: z.string().min(1),
  type: z.enum(COLUMN_TYPES),
  /** A vocabulary or choice set, for the type `choice`. */
  set: z.string().optional(),
})

const zoneOptionsSchema = z.strictObject({
  /** Most items that the zone is meant to hold. */
  max: z.int().positive().optional(),
  /** Notes are meant to be gathered under a name. */
  group: z.boolean().optional(),
  /** Only a coach writes here. */
  locked: z.boolean().optional(),
  /** Vocabulary that the notes should be drawn from. */
  vocab: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  label: z.string().optional(),
  cols: z.array(columnSchema).min(1).optional(),
})

const zoneSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  label: localisedTextSchema,
  prompt: localisedTextSchema,
  kind: z.enum(ZONE_KINDS),
  grid: z.strictObject({
    x: z
      .int()
      .min(0)
      .max(GRID_COLUMNS - 1),
    y: z.int().min(0),
    w: z.int().min(1).max(GRID_COLUMNS),
    h: z.int().min(1),
  }),
  options: zoneOptionsSchema,
  feeds: z.enum(CASE_FIELDS).nullable(),
})

const stepSchema = z.strictObject({
  minutes: z.int().positive(),
  mode: z.enum(STEP_MODES),
  title: localisedTextSchema,
  instruction: localisedTextSchema,
})

/** The shape of a method's JSON file. */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  family: z.enum(FAMILIES),
  title: localisedTextSchema,
  purpose: localisedTextSchema,
  durationMin: z.int().positive(),
  /** People who fill one board. */
  groupSize: z.strictObject({ min: z.int().positive(), max: z.int().positive() }),
  steps: z.array(stepSchema).min(1),
  zones: z.array(zoneSchema).min(1),
})

/** A method: what it is for, how it is run, and the zones of its board. */
export type Template = z.infer<typeof templateSchema>

/** One zone of a method's board, with its place on the 12-column grid. */
export type TemplateZone = z.infer<typeof zoneSchema>

/** One timed step of a method. */
export type TemplateStep = z.infer<typeof stepSchema>
