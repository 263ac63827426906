import * as z from 'zod'
import { powersSchema, stepFieldsSchema, stepIdSchema } from './script.ts'

/** Most of what one command adds to or takes from the clock, in minutes. */
const CLOCK_MINUTES_MAX = 60

/** The step that the person saw as the present one when she pressed. */
const from = stepIdSchema

/**
 * What somebody who leads a workshop does with its script. Each says what it was based on, so that a request that
 * arrives twice, or two people who press at once, do it once (SPEC.md ST3, ST4).
 */
export const scriptCommandSchema = z.discriminatedUnion('do', [
  /** Begins with the first step, or the one that is named; a script that is over begins anew. */
  z.strictObject({ do: z.literal('start'), stepId: stepIdSchema.optional() }),
  z.strictObject({ do: z.literal('next'), from }),
  z.strictObject({ do: z.literal('previous'), from }),
  z.strictObject({ do: z.literal('go'), from, stepId: stepIdSchema }),
  /** Gives the step that was seen so many minutes more, or fewer. */
  z.strictObject({
    do: z.literal('addTime'),
    from,
    minutes: z
      .int()
      .min(-CLOCK_MINUTES_MAX)
      .max(CLOCK_MINUTES_MAX)
      .refine((minutes) => minutes !== 0),
  }),
  z.strictObject({ do: z.literal('pause'), from }),
  z.strictObject({ do: z.literal('resume'), from }),
  z.strictObject({ do: z.literal('end'), from }),
  /** Says what participants may do while no step runs; a step says it itself. */
  z.strictObject({ do: z.literal('allow'), may: powersSchema }),
  /** Adds a step before another, or at the end; the screen makes its id. */
  z.strictObject({
    do: z.literal('addStep'),
    stepId: stepIdSchema,
    before: stepIdSchema.nullable(),
    step: stepFieldsSchema,
  }),
  /** Changes of a step only what it names: two people may change different things at once. */
  z.strictObject({ do: z.literal('changeStep'), stepId: stepIdSchema, step: stepFieldsSchema.partial() }),
  z.strictObject({ do: z.literal('moveStep'), stepId: stepIdSchema, before: stepIdSchema.nullable() }),
  z.strictObject({ do: z.literal('removeStep'), stepId: stepIdSchema }),
])

/** What somebody who leads a workshop does with its script. */
export type ScriptCommand = z.infer<typeof scriptCommandSchema>

/** A command that touches the course, not the steps. */
export type CourseCommand = Exclude<ScriptCommand, { step: unknown } | { do: 'moveStep' | 'removeStep' }>
/** A command that changes the steps. */
export type StepsCommand = Exclude<ScriptCommand, CourseCommand>
