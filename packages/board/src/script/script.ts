import * as z from 'zod'
import { LANGUAGES, type Lang } from '../language.ts'
import { STEP_MODES } from '../method.ts'
import {
  STEP_DOTS_MAX,
  STEP_ID,
  STEP_INSTRUCTION_MAX,
  STEP_MINUTES_MAX,
  STEP_TITLE_MAX,
  STEP_ZONES_MAX,
  STEPS_MAX,
} from './step.ts'

const textUpTo = (max: number) =>
  z.strictObject({
    fr: z.string().max(max),
    nl: z.string().max(max),
    en: z.string().max(max),
  } satisfies Record<Lang, z.ZodType>)

/** Of three languages one must say something: whoever changes a script live writes her own. */
const titleSchema = textUpTo(STEP_TITLE_MAX).refine((title) => LANGUAGES.some((lang) => title[lang].trim()), {
  error: 'title_empty',
})

/** The id of a step: of the method, or made by the screen that adds it. */
export const stepIdSchema = z.string().regex(STEP_ID)

/** What participants may do in a step, or while none runs; who leads the workshop may do all of it at any time. */
export const powersSchema = z.strictObject({
  /** Put notes, arrows and drawings on the board, type in them and take them away. */
  write: z.boolean(),
  /** Move, size and colour what is one's own. */
  moveOwn: z.boolean(),
  /** Give an opinion in a vote that is open. */
  vote: z.boolean(),
  /** Say something of a note or a zone, and ask for help. Scripts of before do not say it. */
  comment: z.boolean().default(true),
})

/** What participants may do in a step. */
export type StepPowers = z.infer<typeof powersSchema>

/** Everything that a person can say about a step. */
export const stepFieldsSchema = z.strictObject({
  title: titleSchema,
  instruction: textUpTo(STEP_INSTRUCTION_MAX),
  minutes: z.int().min(1).max(STEP_MINUTES_MAX),
  mode: z.enum(STEP_MODES),
  /** The zones that it is about, in which participants may write; none for the whole board. */
  zones: z.array(z.string().min(1).max(60)).max(STEP_ZONES_MAX),
  may: powersSchema,
  /** Participants do not see where the others point. */
  hidesCursors: z.boolean(),
  /** What is written alone is revealed without its writer's name. Of a private step only. */
  anonymous: z.boolean(),
  /** Dots of each person in a vote, in all its zones together; none for as many as there are things to vote on suggest. */
  dots: z.int().min(1).max(STEP_DOTS_MAX).nullish(),
})

/** Everything that a person can say about a step. */
export type StepFields = z.infer<typeof stepFieldsSchema>

const stepSchema = stepFieldsSchema.extend({ id: stepIdSchema })

/** One step of a script. */
export type ScriptStep = z.infer<typeof stepSchema>

/** The steps as they stand in a board's facts. */
export const stepsSchema = z.array(stepSchema).max(STEPS_MAX)

/** A moment of the server's clock, in ms since 1970. */
const momentSchema = z.int().min(0)

/** The clock of a step: it runs until a moment, or it stands still with some ms left. */
const stepClockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), endsAtMs: momentSchema }),
  z.strictObject({ kind: z.literal('paused'), leftMs: z.int().min(0) }),
])

/** The clock of a step. */
export type StepClock = z.infer<typeof stepClockSchema>

const beganSchema = z.strictObject({ stepId: stepIdSchema, atMs: momentSchema })

/** What both states have that follow a start. */
const courseSchema = z.strictObject({
  revision: z.int().min(0),
  startedAtMs: momentSchema,
  /** When each step began, in the order in which they did; the latest of them. */
  began: z.array(beganSchema),
  /** Ids of the latest commands, so that one that arrives again does nothing. */
  recent: z.array(z.string()),
})

/** What participants are held to while no step runs, and since when they may not write; nothing while they may do all. */
const restSchema = z.strictObject({ may: powersSchema, sinceMs: momentSchema })

/** The running state as it stands in a board's facts. */
export const courseStateSchema = z.discriminatedUnion('phase', [
  z.strictObject({
    phase: z.literal('ready'),
    revision: z.int().min(0),
    recent: z.array(z.string()),
    rest: restSchema.optional(),
  }),
  courseSchema.extend({
    phase: z.literal('running'),
    stepId: stepIdSchema,
    beganAtMs: momentSchema,
    clock: stepClockSchema,
  }),
  courseSchema.extend({ phase: z.literal('ended'), endedAtMs: momentSchema, rest: restSchema.optional() }),
])

/** Where a script stands: not begun, at a step, or over. */
export type ScriptState = z.infer<typeof courseStateSchema>

/** A script that is being run. */
export type RunningState = Extract<ScriptState, { phase: 'running' }>

/** The script of a board: its steps and where it stands. */
export interface Script {
  steps: readonly ScriptStep[]
  state: ScriptState
}
