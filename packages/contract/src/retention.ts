import * as z from 'zod'
import { idSchema, timeSchema } from './common.ts'

/** The longest that an administrator may say, in months. */
export const KEEP_MONTHS_MAX = 120
/** How long before the day its coaches are told, in days. */
export const RETENTION_NOTICE_DAYS = 30
/** Longest reason of a pause, in characters. */
const PAUSE_REASON_MAX = 300

/** What may be decided about keeping a cohort's raw boards. */
export const RETENTION_ACTS = ['end_set', 'months_set', 'paused', 'resumed', 'due', 'erased'] as const

/** Numbers and days of a decision; the reason of a pause does not stand here. */
export const retentionFactsSchema = z.strictObject({
  endedOn: z.string().nullable().optional(),
  keepMonths: z.int().nullable().optional(),
  boards: z.int().optional(),
  snapshots: z.int().optional(),
})

/** A day, `YYYY-MM-DD`. */
const daySchema = z.iso.date()

/**
 * Where a cohort's raw boards stand: nobody said when it ended; kept; erased within the notice; to be erased now; not
 * erased for a reason; gone.
 */
export const RETENTION_STATES = ['open', 'kept', 'soon', 'due', 'paused', 'erased'] as const

/** How long the raw boards of one cohort are kept. */
export const retentionSchema = z.strictObject({
  cohortId: idSchema,
  cohortName: z.string(),
  programmeId: idSchema,
  programmeName: z.string(),
  state: z.enum(RETENTION_STATES),
  endedOn: daySchema.nullable(),
  /** What counts, in months, and who said so. */
  keepMonths: z.int(),
  saidBy: z.enum(['cohort', 'programme', 'instance']),
  /** What its programme says, whoever says what counts; null: as the instance says. */
  programmeMonths: z.int().nullable(),
  /** The most that whoever asks may say. */
  keepMonthsMax: z.int(),
  /** The first day on which they may be erased. */
  dueOn: daySchema.nullable(),
  pausedAt: timeSchema.nullable(),
  pauseReason: z.string(),
  erasedAt: timeSchema.nullable(),
  boards: z.int(),
  snapshots: z.int(),
  log: z.array(z.strictObject({ act: z.enum(RETENTION_ACTS), at: timeSchema, facts: retentionFactsSchema })),
})
/** `GET /api/retention`: of every cohort that whoever asks looks after, those that are due first. */
export const retentionListSchema = z.strictObject({ cohorts: z.array(retentionSchema) })

/** `PATCH /api/cohorts/:id/retention`: only what is named changes. */
export const changeRetentionRequestSchema = z.strictObject({
  endedOn: daySchema.nullable().optional(),
  /** Null: as the programme says. */
  keepMonths: z.int().min(1).max(KEEP_MONTHS_MAX).nullable().optional(),
  /** Null ends the pause. */
  pause: z
    .strictObject({ reason: z.string().trim().min(3).max(PAUSE_REASON_MAX) })
    .nullable()
    .optional(),
})
/** `PATCH /api/programmes/:id/retention`. Null: as the instance says. */
export const changeProgrammeRetentionRequestSchema = z.strictObject({
  keepMonths: z.int().min(1).max(KEEP_MONTHS_MAX).nullable(),
})

/** How long the raw boards of one cohort are kept. */
export type Retention = z.infer<typeof retentionSchema>
/** Where a cohort's raw boards stand. */
export type RetentionState = Retention['state']
