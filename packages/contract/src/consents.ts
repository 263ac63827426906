import * as z from 'zod'
import { idSchema, personNameSchema, timeSchema, titleSchema } from './common.ts'
import { RESERVATION_MAX } from './limits.ts'

/** How much of an organisation may be recognised, from the most to the least: terms of the vocabulary `anonymity`. */
export const CONSENT_LEVELS = ['an_nominatif', 'an_pseudonyme', 'an_complet', 'an_agrege'] as const
/** Who may read what was agreed to, from the fewest to everybody. */
export const CONSENT_SPREADS = ['cohort', 'programme', 'public'] as const
/** What a case must not speak of. */
export const CONSENT_TOPICS = [
  'conflict',
  'health',
  'money',
  'union',
  'dates',
  'partners',
  'images',
  'quotes',
] as const
/** What an organisation may answer: terms of the vocabulary `consent`. Silence is none of them, and is no. */
export const CONSENT_ANSWERS = ['co_accorde', 'co_reserves', 'co_refuse', 'co_retire'] as const
/** How an organisation stands: its last answer, or none yet. */
const CONSENT_STATES = ['co_a_demander', 'co_demande', ...CONSENT_ANSWERS] as const
/** What a second reader may find. */
export const READING_VERDICTS = ['ok', 'objection'] as const
/** On which way an answer came. */
export const CONSENT_WAYS = ['link', 'account', 'demo'] as const

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
const topicsSchema = z.array(z.enum(CONSENT_TOPICS)).max(CONSENT_TOPICS.length)

/** Who decides for the organisation. */
const signerSchema = z.strictObject({ name: personNameSchema, role: titleSchema })
const granted = {
  level: z.enum(CONSENT_LEVELS),
  spread: z.enum(CONSENT_SPREADS),
  signer: signerSchema,
  /** For a case: the text that was read, as it was shown. */
  textHash: hashSchema.optional(),
}
/** One answer of an organisation. */
const answerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('co_accorde'), ...granted }),
  z.strictObject({
    state: z.literal('co_reserves'),
    ...granted,
    topics: topicsSchema,
    reservation: z.string().trim().max(RESERVATION_MAX),
  }),
  z.strictObject({ state: z.literal('co_refuse'), signer: signerSchema.optional() }),
  z.strictObject({ state: z.literal('co_retire'), signer: signerSchema.optional() }),
])

const tokenSchema = z.string().min(1).max(200)
/** `POST /api/consents/open`. */
export const openConsentRequestSchema = z.strictObject({ token: tokenSchema })
/** `POST /api/consents/state`. `seen`: the answer that stood there when this one was written. */
export const stateConsentRequestSchema = z.strictObject({
  token: tokenSchema,
  seen: idSchema.nullable(),
  answer: answerSchema,
})
/** `GET` and `PUT /api/cohorts/:id/organisations/:organisationId/consent`. */
export const organisationParamsSchema = z.strictObject({ id: idSchema, organisationId: idSchema })
/** Which consent of an organisation: that to one case, or the general one. */
export const consentQuerySchema = z.strictObject({ caseId: idSchema.optional() })
/** `PUT /api/cohorts/:id/organisations/:organisationId/consent`. */
export const putConsentRequestSchema = z.strictObject({
  caseId: idSchema.optional(),
  seen: idSchema.nullable(),
  answer: answerSchema,
})

/** An answer as it stands. */
const statementSchema = z.strictObject({
  id: idSchema,
  state: z.enum(CONSENT_ANSWERS),
  level: z.enum(CONSENT_LEVELS).nullable(),
  spread: z.enum(CONSENT_SPREADS).nullable(),
  topics: topicsSchema,
  /** The organisation's own words; empty when it has none. */
  reservation: z.string(),
  /** Null when nobody gave a name, as with a refusal. */
  signer: z.strictObject({ name: z.string(), role: z.string() }).nullable(),
  /** Its words cannot be read any more: it counts as a reservation that nobody can keep. */
  unreadable: z.boolean(),
  way: z.enum(CONSENT_WAYS),
  /** Who made the link by which it came; null by account, and for who has only a link. */
  linkBy: z.string().nullable(),
  statedAt: timeSchema,
})
/** A case in full as anybody would read it, and nothing else. */
const readableCaseSchema = z.strictObject({
  publicName: z.string(),
  lang: z.string(),
  /** Says that the name is an assumed one; null under the organisation's own. */
  naming: z.string().nullable(),
  facts: z.array(z.strictObject({ label: z.string(), values: z.array(z.string()) })),
  blocks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      sections: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          items: z.array(
            z.strictObject({
              id: z.string(),
              /** How far in it stands: under the last one before it that stands further out. */
              depth: z.int().nonnegative(),
              /** What stands in front of an answer. */
              before: z.string().nullable(),
              text: z.string(),
              marks: z.array(z.string()),
              /** Items that tell it differently. */
              otherViews: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Its pictures, in their order, each with what is read out of it. */
  images: z.array(z.strictObject({ id: z.string(), alt: z.string(), width: z.int(), height: z.int() })),
  /** What it is counted for across cases without saying so. */
  counted: z.array(z.string()),
})
/** What an organisation is asked, with what it answered last. */
export const consentViewSchema = z.strictObject({
  cohortName: z.string(),
  organisationName: z.string(),
  /** The link is too old to say yes with; taking back is always possible. */
  expired: z.boolean(),
  /** The reader is signed in as somebody who asks organisations: she says yes for none, by link or account. */
  isAsker: z.boolean(),
  /** The last answer to this question. */
  statement: statementSchema.nullable(),
  /** How far the organisation's general answer goes; a case never says more. */
  general: z.strictObject({ state: z.enum(CONSENT_STATES), level: z.enum(CONSENT_LEVELS).nullable() }),
  case: z
    .strictObject({
      id: idSchema,
      status: z.enum(['draft', 'published', 'withdrawn']),
      /** Null while the team still decides on sentences, and once the case was withdrawn. */
      text: readableCaseSchema.nullable(),
      textHash: hashSchema.nullable(),
      /** Whether the last answer is a yes to exactly this text. */
      approved: z.boolean(),
      /** Who reads it; of a draft, whom a yes is asked for: the fewest that any of its organisations allows in general. */
      spread: z.enum(CONSENT_SPREADS),
      /** Its public address, when it has one. */
      path: z.string().nullable(),
    })
    .nullable(),
})

/** `POST /api/consents/image`: the pixels of a picture that an organisation is asked about. */
export const openConsentImageRequestSchema = z.strictObject({
  token: openConsentRequestSchema.shape.token,
  image: z.string().regex(/^[a-z]{26}$/),
})
/** `GET /api/cohorts/:id/organisations/:organisationId/consent/image`. */
export const consentImageQuerySchema = z.strictObject({
  caseId: idSchema,
  image: openConsentImageRequestSchema.shape.image,
})

/** `POST /api/cohorts/:id/organisations/:organisationId/consent-links`. */
export const createConsentLinkRequestSchema = z.strictObject({ caseId: idSchema.optional() })
/** A link by which an organisation answers without an account, as it is listed: without what opens it. */
export const consentLinkSchema = z.strictObject({ id: idSchema, expiresAt: timeSchema })
/** A link as it is told once, to who made it. */
export const newConsentLinkSchema = consentLinkSchema.extend({ url: z.string() })
/** `GET /api/cohorts/:id/consents`. */
export const consentListSchema = z.strictObject({
  organisations: z.array(
    z.strictObject({
      organisationId: idSchema,
      name: z.string(),
      state: z.enum(CONSENT_STATES),
      statement: statementSchema.nullable(),
      link: consentLinkSchema.nullable(),
      /** Whether the reader may answer for this organisation. */
      mayGive: z.boolean(),
      /** The cases that it was asked about; only for who answers for it. */
      cases: z.array(
        z.strictObject({ caseId: idSchema, publicName: z.string(), state: z.enum(CONSENT_STATES) }),
      ),
    }),
  ),
  mayAsk: z.boolean(),
})

/** `GET /api/cases/:id/approvals`. */
export const caseApprovalsSchema = z.strictObject({
  /** Who will read it: the fewest that any of its organisations agreed to. */
  spread: z.enum(CONSENT_SPREADS),
  /** What is to be approved now; null while decisions are missing. */
  textHash: hashSchema.nullable(),
  organisations: z.array(
    z.strictObject({
      organisationId: idSchema,
      name: z.string(),
      /** `partner`: only named in the text. */
      part: z.enum(['own', 'partner']),
      /** Its answer to this case. */
      state: z.enum(CONSENT_STATES),
      /** Its answer before any case. */
      generalState: z.enum(CONSENT_STATES),
      statement: statementSchema.nullable(),
      /** Its answer was a yes to another text than today's. */
      outdated: z.boolean(),
      approved: z.boolean(),
      link: consentLinkSchema.nullable(),
    }),
  ),
  reading: z.strictObject({
    /** Of what a second reader reads: the text, and the reason below. Null while decisions are missing. */
    hash: hashSchema.nullable(),
    /** Why an editor says that many organisations fit the case; empty when she does not. */
    reason: z.string(),
    done: z.boolean(),
    objected: z.boolean(),
    /** The reader has had a hand in the draft, or may not review: somebody else must read. */
    mayRead: z.boolean(),
  }),
})
/** `PUT /api/cases/:id/second-reading`. */
export const secondReadingRequestSchema = z.strictObject({
  /** `reading.hash` of what was read. */
  textHash: hashSchema,
  verdict: z.enum(READING_VERDICTS),
})

/** The answers that say yes. */
export function isGranted(state: ConsentState): state is 'co_accorde' | 'co_reserves' {
  return state === 'co_accorde' || state === 'co_reserves'
}

/** How an organisation stands. */
export type ConsentState = (typeof CONSENT_STATES)[number]
/** How much of an organisation may be recognised. */
export type ConsentLevel = (typeof CONSENT_LEVELS)[number]
/** Who may read what was agreed to. */
export type ConsentSpread = (typeof CONSENT_SPREADS)[number]
/** What a case must not speak of. */
export type ConsentTopic = (typeof CONSENT_TOPICS)[number]
/** One answer of an organisation. */
export type ConsentAnswer = z.infer<typeof answerSchema>
/** An answer as it stands. */
export type ConsentStatement = z.infer<typeof statementSchema>
/** What an organisation is asked. */
export type ConsentView = z.infer<typeof consentViewSchema>
/** A case in full as anybody would read it. */
export type ReadableCase = z.infer<typeof readableCaseSchema>
/** How the organisations of a cohort stand. */
export type ConsentList = z.infer<typeof consentListSchema>
/** Who has still to agree to a case. */
export type CaseApprovals = z.infer<typeof caseApprovalsSchema>
