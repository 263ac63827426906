import { COLUMN_TYPES, FAMILIES, type LocalisedText, STEP_MODES, ZONE_KINDS } from '@tablee/board'
import { STEP_DOTS_MAX } from '@tablee/board/script'
import * as z from 'zod'
import { CASE_FIELDS } from './case-fields.ts'
import { extractionSchema } from './extraction.ts'
import { localisedTextSchema } from './localised-text.ts'

/** Columns of the grid on which every method places its zones. */
export const GRID_COLUMNS = 12

/** How much of a method must be there: all of it in a shipped file, what has been written so far in a draft. */
interface Completeness<Text extends z.ZodType<LocalisedText>> {
  /** A text in three languages. */
  text: Text
  draft: boolean
}

/** Cells of the grid that a draft may name: far enough outside the frame to say where a zone went. */
const DRAFT_CELLS_MAX = 99
/** Longest step that a draft may name, in minutes. */
const DRAFT_MINUTES_MAX = 999
/** Most zones, steps, and columns or answers of a zone: what a page can show and a board can hold. */
export const TEMPLATE_MOST = { zones: 40, steps: 40, columns: 16, terms: 60, rules: 60 } as const

/** An id of this form that is not the name of something that every object has already: ids are keys. */
const idOf = (form: RegExp) =>
  z
    .string()
    .regex(form)
    .refine((id) => !Object.hasOwn(Object.prototype, id))

/** An id that a ballot takes as a key and a table as a column. */
const plainId = idOf(/^[A-Za-z0-9_.:-]{1,60}$/)

/** The shape of a method. */
export function templateShape<Text extends z.ZodType<LocalisedText>>({ text, draft }: Completeness<Text>) {
  const least = (count: number) => (draft ? 0 : count)
  /** An id with its name: an axis to score, an answer to choose. */
  const named = z.strictObject({ id: plainId, label: text })
  /** Lowest and highest score. */
  const scale = z.strictObject({ min: z.int(), max: z.int() })
  const column = z.strictObject({
    // cells are kept under this name in a note's meta
    id: idOf(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
    label: text,
    type: z.enum(COLUMN_TYPES),
    /** A vocabulary or choice set, for the type `choice`. */
    set: z.string().max(80).optional(),
    /** For the type `score`; without one it takes any number. */
    scale: scale.optional(),
    /** A row without it is not finished. */
    required: z.boolean().optional(),
  })
  const reference = z.string().max(60).optional()
  const options = z.strictObject({
    /** Most items that the zone is meant to hold. */
    max: z.int().positive().max(1_000).optional(),
    /** Notes are meant to be gathered under a name. */
    group: z.boolean().optional(),
    /** Only a coach writes here. */
    locked: z.boolean().optional(),
    /** Vocabulary that the notes should be drawn from. */
    vocab: z.string().max(80).optional(),
    /** Zone whose items are the lanes of this one. */
    lane: reference,
    /** Zones that arrows lead from and to, or `any`, and the choice set of their labels. */
    from: reference,
    to: reference,
    label: z.string().max(80).optional(),
    /** Lowest and highest score. */
    scale: scale.optional(),
    /** Everybody scores for herself; only median and spread are shown. */
    perRespondent: z.boolean().optional(),
    /** What is scored, where it is not drawn from the board. */
    items: z.array(named).min(least(1)).max(TEMPLATE_MOST.terms).optional(),
    /** Zones whose items are scored against each other. */
    matrix: z.strictObject({ rows: z.string().max(60), columns: z.string().max(60) }).optional(),
    /** The two directions of a drawn matrix. */
    axes: z.tuple([named, named]).optional(),
    /** Marks on a time axis. */
    marks: z
      .array(z.enum(['start', 'today', 'horizon']))
      .min(least(1))
      .max(3)
      .optional(),
    /** The answers of a vote. */
    choices: z.array(named).min(least(2)).max(TEMPLATE_MOST.terms).optional(),
    /** Filled from other boards of the cohort. */
    import: z.boolean().optional(),
    /** One copy of the zone for each of these. */
    repeat: z.enum(['perProject']).optional(),
    /** What lying in this zone says about an item: a term for axes of the method. */
    position: z.record(z.string().max(60), z.string().max(60)).optional(),
    cols: z.array(column).min(least(1)).max(TEMPLATE_MOST.columns).optional(),
  })
  const cell = (last: number) => z.int().max(draft ? DRAFT_CELLS_MAX : last)
  const zone = z.strictObject({
    id: idOf(/^[a-z][a-z0-9_]{0,39}$/),
    label: text,
    prompt: text,
    kind: z.enum(ZONE_KINDS),
    grid: z.strictObject({
      x: cell(GRID_COLUMNS - 1).min(draft ? -DRAFT_CELLS_MAX : 0),
      y: cell(DRAFT_CELLS_MAX).min(draft ? -DRAFT_CELLS_MAX : 0),
      w: cell(GRID_COLUMNS).min(1),
      h: cell(DRAFT_CELLS_MAX).min(1),
    }),
    options,
    feeds: z.enum(CASE_FIELDS).nullable(),
  })
  const step = z.strictObject({
    /** Shipped files leave it out: their steps are told apart by their place. */
    id: idOf(/^[a-z][a-z0-9_-]{0,39}$/).optional(),
    minutes: z.int().min(least(1)).max(DRAFT_MINUTES_MAX),
    mode: z.enum(STEP_MODES),
    title: text,
    instruction: text,
    /** The zones that it is about: participants write there, its curtains hang there, its votes open there. */
    zones: z.array(z.string().max(60)).min(least(1)).max(TEMPLATE_MOST.zones).optional(),
    /** What is written in private is revealed without names. */
    anonymous: z.boolean().optional(),
    /** Dots of each person in a vote, in all its zones together; without, as many as there are things to vote on suggest. */
    dots: z.int().min(1).max(STEP_DOTS_MAX).optional(),
    /** What participants may do where it differs from what the mode says. */
    may: z.strictObject({ write: z.boolean(), moveOwn: z.boolean(), vote: z.boolean() }).partial().optional(),
  })
  /** A direction in which several zones differ, such as influence from weak to strong. */
  const axis = z.strictObject({
    id: plainId,
    label: text,
    terms: z.array(named).min(least(2)).max(TEMPLATE_MOST.terms),
  })
  return z.strictObject({
    id: idOf(draft ? /^[A-Za-z0-9_-]{1,64}$/ : /^[a-z][a-z-]*$/),
    version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
    family: z.enum(FAMILIES),
    title: text,
    purpose: text,
    /** In which situation to choose this method. */
    when: text,
    durationMin: z.int().min(least(1)).max(9_999),
    /** People who fill one board. */
    groupSize: z.strictObject({ min: z.int().min(least(1)).max(999), max: z.int().min(least(1)).max(999) }),
    axes: z.array(axis).min(least(1)).max(TEMPLATE_MOST.columns).optional(),
    steps: z.array(step).min(least(1)).max(TEMPLATE_MOST.steps),
    zones: z.array(zone).min(least(1)).max(TEMPLATE_MOST.zones),
    /** What is drawn from a board: indicators, orphans and gaps included. A rule whose zone has gone draws nothing. */
    extract: z.array(extractionSchema).max(TEMPLATE_MOST.rules).optional(),
  })
}

/** The shape of a method's JSON file. */
export const templateSchema = templateShape({ text: localisedTextSchema, draft: false })

/** A method: what it is for, how it is run, and the zones of its board. */
export type Template = z.infer<typeof templateSchema>

/** One zone of a method's board, with its place on the 12-column grid. */
export type TemplateZone = Template['zones'][number]

/** One timed step of a method. */
export type TemplateStep = Template['steps'][number]

/** One column of a table zone. */
export type TemplateColumn = NonNullable<TemplateZone['options']['cols']>[number]
