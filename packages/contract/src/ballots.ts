import * as z from 'zod'
import { idSchema } from './common.ts'
import { BALLOT_DOTS_MAX, BALLOT_KEYS_MAX, BALLOT_VALUE_MAX, BALLOT_VOICES_MAX } from './limits.ts'

/** What a ballot asks: dots on the rows of a table, one of a few answers, or a score for each line. */
export const BALLOT_KINDS = ['dots', 'choice', 'scores'] as const
/** What a ballot asks. */
export type BallotKind = (typeof BALLOT_KINDS)[number]

/** Who has one ballot: each person, or each organisation, whose people share it. */
const BALLOT_VOTERS = ['person', 'organisation'] as const
/** Who has one ballot. */
export type BallotVoter = (typeof BALLOT_VOTERS)[number]

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
  voter: z.enum(BALLOT_VOTERS).default('person'),
})

/** A ballot, as whoever may see the board sees it: never who voted, nor what. */
export const ballotSchema = z.strictObject({
  id: idSchema,
  zoneId: z.string(),
  /** Every zone that it is about, `zoneId` first: the dots are for all of them together. */
  zoneIds: z.array(z.string()).min(1),
  kind: z.enum(BALLOT_KINDS),
  state: z.enum(['open', 'closed']),
  voter: z.enum(BALLOT_VOTERS),
  /** Dots of one voter; null where it does not ask for dots. */
  budget: z.int().nullable(),
  /** Most dots of one voter on one item; null for as many as she has. */
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

/**
 * `PUT /api/boards/:id/ballots/:ballotId/mine`: the whole of one's own ballot; it replaces what one gave before. `known` is
 * what stood there when it was filled in: the ballot of an organisation is kept only when nobody else of it came between.
 */
export const castRequestSchema = z.strictObject({ votes: castSchema, known: castSchema.optional() })

/** `GET …/mine` and the answer of `PUT …/mine`: the reader's own choices, and nobody else's. */
export const ownBallotSchema = z.strictObject({ ballot: ballotSchema, votes: castSchema })
/** A ballot with the reader's own choices. */
export type OwnBallot = z.infer<typeof ownBallotSchema>

/**
 * `PUT …/terms`: other dots for each, at most so many on one item (null for as many as one has), or other voters, as long as
 * nobody has given anything. What is not named stays.
 */
export const ballotTermsRequestSchema = z.strictObject({
  budget: z.int().min(1).max(BALLOT_DOTS_MAX).optional(),
  perItem: z.int().min(1).max(BALLOT_DOTS_MAX).nullable().optional(),
  voter: z.enum(BALLOT_VOTERS).optional(),
})
/** The terms of a ballot that change. */
export type BallotTerms = z.infer<typeof ballotTermsRequestSchema>
/** `GET …/turnout`, for who leads: how many people or organisations have given something so far. */
export const ballotTurnoutSchema = z.strictObject({ voices: z.int(), voter: z.enum(BALLOT_VOTERS) })

/** `PUT …/proxies/:proxyId`: what people without a device give, counted in the room by who leads. */
export const proxyRequestSchema = z.strictObject({
  voices: z.int().min(1).max(BALLOT_VOICES_MAX),
  votes: castSchema,
})
const proxySchema = z.strictObject({ id: idSchema, voices: z.int(), votes: castSchema })
/** Voices of people without a device. */
export type ProxyBallot = z.infer<typeof proxySchema>
/** `GET …/proxies` and the answer of every change: all of an open ballot, as who leads wrote them. */
export const proxiesSchema = z.strictObject({ proxies: z.array(proxySchema) })

const totalsSchema = z.record(z.string(), z.number())

const turnoutShape = {
  /** Voices: people or organisations. */
  voters: z.int(),
  /** Ballots that they came on, where that is fewer: some were given for people without a device. */
  ballots: z.int().optional(),
  /** Whose voices, where they are not people's. */
  by: z.literal('organisation').optional(),
}

/** What a closed ballot came to: sums, and for scores how they spread, from three respondents on. */
const ballotResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dots'),
    ...turnoutShape,
    /** Dots that each voter had, and how many at most on one item; older results have neither. */
    budget: z.int().optional(),
    perItem: z.int().optional(),
    totals: totalsSchema,
  }),
  z.strictObject({ kind: z.literal('choice'), ...turnoutShape, totals: totalsSchema }),
  z.strictObject({
    kind: z.literal('scores'),
    ...turnoutShape,
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
/** Path parameters of voices that are given for people without a device; the id is made by who leads. */
export const proxyParamsSchema = z.strictObject({ id: idSchema, ballotId: idSchema, proxyId: idSchema })
