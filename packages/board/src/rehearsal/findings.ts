import * as z from 'zod'
import { LANGUAGES } from '../language.ts'
import { STEP_MODES } from '../method.ts'
import { stepIdSchema } from '../script/script.ts'
import { TIME_PARTS } from './needed-time.ts'

const langsSchema = z.array(z.enum(LANGUAGES))
const count = z.int().min(0)

/** What a step shows: what a coach may want to change in it. */
const stepFindingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('time_over'), minutes: count }),
  z.strictObject({ kind: z.literal('time_spare') }),
  z.strictObject({ kind: z.literal('instruction_empty') }),
  z.strictObject({ kind: z.literal('title_untranslated'), langs: langsSchema }),
  z.strictObject({ kind: z.literal('instruction_untranslated'), langs: langsSchema }),
  z.strictObject({ kind: z.literal('zones_unnamed') }),
  z.strictObject({ kind: z.literal('vote_nothing') }),
  z.strictObject({ kind: z.literal('vote_closed') }),
  z.strictObject({ kind: z.literal('vote_few_lines'), lines: count, dots: count }),
  z.strictObject({ kind: z.literal('vote_refused'), votes: count }),
  /** What the rules of the board refused of what people wrote, the zone's `max` apart. */
  z.strictObject({ kind: z.literal('writing_refused'), notes: count }),
])
/** What a step shows. */
export type StepFinding = z.infer<typeof stepFindingSchema>

const zoneFindingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('zone_small'), notes: count }),
  z.strictObject({ kind: z.literal('zone_full'), notes: count }),
  z.strictObject({ kind: z.literal('zone_max'), max: count, refused: count }),
])
/** What a zone shows. */
export type ZoneFinding = z.infer<typeof zoneFindingSchema>

const textSchema = z.strictObject({ fr: z.string(), nl: z.string(), en: z.string() })
const minutesSchema = z.number().min(0)

/** What a rehearsal came to. */
export const rehearsalReportSchema = z.strictObject({
  people: count,
  plannedMinutes: minutesSchema,
  neededMinutes: minutesSchema,
  steps: z.array(
    z.strictObject({
      id: stepIdSchema,
      title: textSchema,
      mode: z.enum(STEP_MODES),
      plannedMinutes: minutesSchema,
      neededMinutes: minutesSchema,
      /** Of which. */
      parts: z.partialRecord(z.enum(TIME_PARTS), minutesSchema),
      /** Notes that people wrote in it. */
      notes: count,
      findings: z.array(stepFindingSchema),
    }),
  ),
  /** Those that somebody wrote in. */
  zones: z.array(
    z.strictObject({
      id: z.string(),
      label: textSchema,
      notes: count,
      capacity: count,
      findings: z.array(zoneFindingSchema),
    }),
  ),
})
/** What a rehearsal came to. */
export type RehearsalReport = z.infer<typeof rehearsalReportSchema>
