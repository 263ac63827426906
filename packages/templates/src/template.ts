import { COLUMN_TYPES, FAMILIES, STEP_MODES, ZONE_KINDS } from '@tablee/board'
import * as z from 'zod'
import { CASE_FIELDS } from './case-fields.ts'
import { localisedTextSchema } from './localised-text.ts'

/** Columns of the grid on which every method places its zones. */
export const GRID_COLUMNS = 12

/** An id with its name: an axis to score, an answer to choose. */
const namedSchema = z.strictObject({ id: z.string().min(1), label: localisedTextSchema })

const columnSchema = z.strictObject({
  // cells are kept under this name in a note's meta
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: localisedTextSchema,
  type: z.enum(COLUMN_TYPES),
  /** A vocabulary or choice set, for the type `choice`. */
  set: z.string().optional(),
  /** A row without it is not finished. */
  required: z.boolean().optional(),
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
  /** Zone whose items are the lanes of this one. */
  lane: z.string().optional(),
  /** Zones that arrows lead from and to, or `any`, and the choice set of their labels. */
  from: z.string().optional(),
  to: z.string().optional(),
  label: z.string().optional(),
  /** Lowest and highest score. */
  scale: z.strictObject({ min: z.int(), max: z.int() }).optional(),
  /** Everybody scores for herself; only median and spread are shown. */
  perRespondent: z.boolean().optional(),
  /** What is scored, where it is not drawn from the board. */
  items: z.array(namedSchema).min(1).optional(),
  /** Zones whose items are scored against each other. */
  matrix: z.strictObject({ rows: z.string(), columns: z.string() }).optional(),
  /** The two directions of a drawn matrix. */
  axes: z.tuple([namedSchema, namedSchema]).optional(),
  /** Marks on a time axis. */
  marks: z
    .array(z.enum(['start', 'today', 'horizon']))
    .min(1)
    .optional(),
  /** The answers of a vote. */
  choices: z.array(namedSchema).min(2).optional(),
  /** Filled from other boards of the cohort. */
  import: z.boolean().optional(),
  /** One copy of the zone for each of these. */
  repeat: z.enum(['perProject']).optional(),
  /** What lying in this zone says about an item: a term for axes of the method. */
  position: z.record(z.string(), z.string()).optional(),
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

/** A direction in which several zones differ, such as influence from weak to strong. */
const axisSchema = z.strictObject({
  id: z.string().min(1),
  label: localisedTextSchema,
  terms: z.array(namedSchema).min(2),
})

/** The shape of a method's JSON file. */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  family: z.enum(FAMILIES),
  title: localisedTextSchema,
  purpose: localisedTextSchema,
  /** In which situation to choose this method. */
  when: localisedTextSchema,
  durationMin: z.int().positive(),
  /** People who fill one board. */
  groupSize: z.strictObject({ min: z.int().positive(), max: z.int().positive() }),
  axes: z.array(axisSchema).min(1).optional(),
  steps: z.array(stepSchema).min(1),
  zones: z.array(zoneSchema).min(1),
})

/** A method: what it is for, how it is run, and the zones of its board. */
export type Template = z.infer<typeof templateSchema>

/** One zone of a method's board, with its place on the 12-column grid. */
export type TemplateZone = z.infer<typeof zoneSchema>

/** One timed step of a method. */
export type TemplateStep = z.infer<typeof stepSchema>
