import * as z from 'zod'
import { idSchema } from './common.ts'
import { BALLOT_DOTS_MAX, BALLOT_KEYS_MAX, BALLOT_VALUE_MAX } from './limits.ts'

/** What a ballot asks: dots on the rows of a table, one of a few answers, or a score for each line. */
export const BALLOT_KINDS = ['dots', 'choice', 'scores'] as const
/** What a ballot asks. */
export type BallotKind = (typeof BALLOT_KINDS)[number]

/** What dots or scores are given to: the id of an item, of an answer or of a line, or two of these with `×` between. */
const ballotKeySchema = z.string().regex(/^[A-Za-z0-9_.:-]{1,90}(?:×[A-Za-z0-9_.:-]{1,90})?$/)

/**
 * `POST /api/boards/:id/ballots` opens a ballot on a zone. Without a budget a person has the square root of the number
 * of items, rounded, and three dots at least; without `perItem` she may give an item as many of them as she likes.
 */
export const openBallotRequestSchema = z.strictObject({
  zoneId: z.string().min(1).max(64),
  budget: z.int().min(1).max(BALLOT_DOTS_MAX).optional(),
  perItem: z.int().min(1).max(BALLOT_DOTS_MAX).optional(),
})

/** A ballot, as whoever may see the board sees it: never who voted, nor what. */
export const ballotSchema = z.strictObject({
  id: idSchema,
  zoneId: z.string(),
  kind: z.enum(BALLOT_KINDS),
  state: z.enum(['open', 'closed']),
  /** Dots of one person; null where it does not ask for dots. */
  budget: z.int().nullable(),
  /** Most dots of one person on one item; null for as many as she has. */
  perItem: z.int().nullable(),
  /** Lowest and highest score; null where it does not ask for scores. */
  scale: z.strictObject({ min: z.int(), max: z.int() }).nullable(),
})
/** A ballot. */
export type Ballot = z.infer<typeof ballotSchema>

/** What one person gives, by key: dots, 1 for the answer that she chose, or a score. */
const castSchema = z
  .record(ballotKeySchema, z.int().min(-BALLOT_VALUE_MAX).max(BALLOT_VALUE_MAX))
  .refine((votes) => Object.keys(votes).length <= BALLOT_KEYS_MAX, { error: 'too_many_keys' })
/** What one person gives, by key. */
export type Cast = z.infer<typeof castSchema>

/** `PUT /api/boards/:id/ballots/:ballotId/mine`: the whole of one's own ballot; it replaces what one gave before. */
export const castRequestSchema = z.strictObject({ votes: castSchema })

/** `GET …/mine` and the answer of `PUT …/mine`: the reader's own choices, and nobody else's. */
export const ownBallotSchema = z.strictObject({ ballot: ballotSchema, votes: castSchema })
/** A ballot with the reader's own choices. */
export type OwnBallot = z.infer<typeof ownBallotSchema>

const totalsSchema = z.record(z.string(), z.number())

/** What a closed ballot came to: sums, and for scores how they spread, from three respondents on. */
const ballotResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dots'), voters: z.int(), totals: totalsSchema }),
  z.strictObject({ kind: z.literal('choice'), voters: z.int(), totals: totalsSchema }),
  z.strictObject({
    kind: z.literal('scores'),
    voters: z.int(),
    scores: z.record(
      z.string(),
      z.strictObject({
        n: z.int(),
        median: z.number().nullable(),
        min: z.number().nullable(),
        max: z.number().nullable(),
        spread: z.number().nullable(),
      }),
    ),
  }),
])

/** `POST …/close`: what the ballot came to. The board's facts say the same. */
export const closedBallotSchema = z.strictObject({ ballot: ballotSchema, result: ballotResultSchema })
/** A closed ballot with what it came to. */
export type ClosedBallot = z.infer<typeof closedBallotSchema>

/** Path parameters of one ballot. */
export const ballotParamsSchema = z.strictObject({ id: idSchema, ballotId: idSchema })
