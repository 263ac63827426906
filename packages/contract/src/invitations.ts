import * as z from 'zod'
import { idSchema, langSchema, personNameSchema, timeSchema, titleSchema } from './common.ts'
import {
  INVITATION_DEFAULT_HOURS,
  INVITATION_MAX_HOURS,
  INVITATION_PASSWORD_MAX,
  INVITATION_PASSWORD_MIN,
} from './limits.ts'
import { ROLES, SCOPE_KINDS } from './roles.ts'

/** `POST /api/invitations`: the link, the code and the QR all lead to the same role in the same place. */
export const createInvitationRequestSchema = z.strictObject({
  role: z.enum(ROLES),
  scopeKind: z.enum(SCOPE_KINDS),
  scopeId: z.string().min(1).max(64),
  expiresInHours: z.number().int().min(1).max(INVITATION_MAX_HOURS).default(INVITATION_DEFAULT_HOURS),
  /** How many people may join with it; null for any number. */
  maxUses: z.number().int().min(1).max(10_000).nullable().default(null),
})
/** An invitation as its makers see it. The token stands in the link's fragment, which no server or log receives. */
export const invitationSchema = z.strictObject({
  id: idSchema,
  role: z.enum(ROLES),
  scopeKind: z.enum(SCOPE_KINDS),
  scopeId: z.string(),
  scopeName: z.string(),
  url: z.string(),
  code: z.string(),
  createdAt: timeSchema,
  expiresAt: timeSchema,
  revokedAt: timeSchema.nullable(),
  uses: z.number().int(),
  maxUses: z.number().int().nullable(),
  /** Who joins is asked for one. Nobody is told which. */
  hasPassword: z.boolean(),
})
/** `PUT /api/invitations/:id/password`: who joins from now on is asked for it; null for nothing asked. */
export const invitationPasswordRequestSchema = z.strictObject({
  password: z.string().trim().min(INVITATION_PASSWORD_MIN).max(INVITATION_PASSWORD_MAX).nullable(),
})
/** `GET /api/invitations?scopeKind=&scopeId=`: those of a place and of all that is inside it. */
export const invitationListQuerySchema = z.strictObject({
  scopeKind: z.enum(SCOPE_KINDS),
  scopeId: z.string().min(1).max(64),
})
/** Its answer. */
export const invitationListSchema = z.strictObject({ invitations: z.array(invitationSchema) })

/** What a joiner holds: the token of a link, or a short code (case, spaces and hyphens do not matter). */
const key = { token: z.string().min(16).max(128).optional(), code: z.string().min(6).max(12).optional() }
/** `POST /api/invitations/preview`. */
export const previewInvitationRequestSchema = z
  .strictObject(key)
  .refine((request) => (request.token === undefined) !== (request.code === undefined), {
    error: 'token_or_code',
    path: ['token'],
  })
/** What one joins, before joining. */
export const invitationPreviewSchema = z.strictObject({
  role: z.enum(ROLES),
  scopeKind: z.enum(SCOPE_KINDS),
  scopeName: z.string(),
  /** The joiner is asked for a password, unless she is there already. */
  asksPassword: z.boolean(),
  /** The workshop that it leads to. */
  workshop: z
    .strictObject({
      title: z.string(),
      startsAt: timeSchema,
      /** The joiner is asked where she comes from: the link does not say. */
      asksOrganisation: z.boolean(),
    })
    .nullable(),
})
/** `POST /api/invitations/join`: `name` is needed when nobody is signed in; the joiner is then a guest of that name. */
export const joinRequestSchema = z
  .strictObject({
    ...key,
    name: personNameSchema.optional(),
    lang: langSchema.optional(),
    /** What the invitation asks for, as whoever invites said it. */
    password: z.string().max(INVITATION_PASSWORD_MAX).optional(),
    /** Where she comes from, in her words; asked on the way into a workshop. */
    organisation: titleSchema.optional(),
  })
  .refine((request) => (request.token === undefined) !== (request.code === undefined), {
    error: 'token_or_code',
    path: ['token'],
  })
/** Where the joiner lands. */
export const joinedSchema = z.strictObject({
  scopeKind: z.enum(SCOPE_KINDS),
  scopeId: z.string(),
  cohortId: idSchema.nullable(),
  boardId: idSchema.nullable(),
  workshopId: idSchema.nullable(),
})

/** An invitation as its makers see it. */
export type Invitation = z.infer<typeof invitationSchema>
/** What one joins, before joining. */
export type InvitationPreview = z.infer<typeof invitationPreviewSchema>
/** Where a joiner lands. */
export type Joined = z.infer<typeof joinedSchema>
