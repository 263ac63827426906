import {
  CONSENT_LEVELS,
  CONSENT_TOPICS,
  type ConsentAnswer,
  type ConsentLevel,
  type ConsentTopic,
  type ConsentView,
  personNameSchema,
  titleSchema,
} from '@tablee/contract'
import * as z from 'zod'

/** What stands in the form; nothing is chosen for anybody who has not answered yet. */
export interface AnswerValues {
  level: string
  spread: string
  hasReservations: boolean
  topics: string[]
  reservation: string
  name: string
  role: string
}

const yesSchema = z.object({
  level: z.enum(CONSENT_LEVELS),
  spread: z.enum(['cohort', 'programme', 'public']),
  name: personNameSchema,
  role: titleSchema,
})

/** The levels that may be chosen: for a case none that says more than the organisation allowed in general. */
export function levelsFor({ case: about, general }: ConsentView): readonly ConsentLevel[] {
  const from = about === null || general.level === null ? 0 : CONSENT_LEVELS.indexOf(general.level)
  return CONSENT_LEVELS.slice(from)
}

/** The form before anybody touches it: the last answer when there is one; a case is agreed to for the readers that are named. */
export function firstValues({ case: about, general, statement }: ConsentView): AnswerValues {
  const isYes = statement !== null && statement.level !== null
  return {
    level: (isYes ? statement.level : about && general.level) ?? '',
    spread: about ? about.spread : ((isYes ? statement.spread : null) ?? ''),
    hasReservations: isYes && statement.state === 'co_reserves',
    topics: isYes ? statement.topics : [],
    reservation: isYes ? statement.reservation : '',
    name: statement?.signer?.name ?? '',
    role: statement?.signer?.role ?? '',
  }
}

/** A yes as it is sent; null while something is missing. */
export function yesOf(values: AnswerValues, textHash: string | null): ConsentAnswer | null {
  const read = yesSchema.safeParse(values)
  if (!read.success) return null
  const { level, spread, name, role } = read.data
  const granted = { level, spread, signer: { name, role }, ...(textHash !== null && { textHash }) }
  if (!values.hasReservations) return { state: 'co_accorde', ...granted }
  return {
    state: 'co_reserves',
    ...granted,
    topics: CONSENT_TOPICS.filter((topic): topic is ConsentTopic => values.topics.includes(topic)),
    reservation: values.reservation.trim(),
  }
}
