import * as z from 'zod'
import { idSchema, langSchema, personNameSchema } from './common.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './limits.ts'
import { ROLES, SCOPE_KINDS } from './roles.ts'

const emailSchema = z.email().max(254)
const newPasswordSchema = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)

/** `GET /api/setup`: whether the first administrator is still to be made. */
export const setupStateSchema = z.strictObject({ needed: z.boolean() })
/** `POST /api/setup`: the one-time code of the set-up link makes the first administrator and signs her in. */
export const setupRequestSchema = z.strictObject({
  code: z.string().min(16).max(128),
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  lang: langSchema.optional(),
})
/** `POST /api/session`: sign in with a password. */
export const signInRequestSchema = z.strictObject({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_MAX),
})
/** `PATCH /api/session/person`: one's own name, language, address or password. A guest who gives both becomes an account. */
export const updatePersonRequestSchema = z.strictObject({
  name: personNameSchema.optional(),
  lang: langSchema.optional(),
})
/** `POST /api/session/password`: a new password; other sessions of the person end. */
export const changePasswordRequestSchema = z.strictObject({
  current: z.string().min(1).max(PASSWORD_MAX),
  next: newPasswordSchema,
})
/** `POST /api/session/account`: a guest keeps her place under an address and a password. */
export const becomeAccountRequestSchema = z.strictObject({ email: emailSchema, password: newPasswordSchema })

/** A role held in a place, with the place's name for the screen. */
export const membershipSchema = z.strictObject({
  id: idSchema,
  role: z.enum(ROLES),
  scopeKind: z.enum(SCOPE_KINDS),
  scopeId: z.string(),
  scopeName: z.string(),
})
/** `GET /api/session`: who is signed in. `person` is null for nobody. */
export const sessionSchema = z.strictObject({
  person: z
    .strictObject({
      id: idSchema,
      name: z.string(),
      email: z.string().nullable(),
      kind: z.enum(['account', 'guest']),
      lang: langSchema,
    })
    .nullable(),
  memberships: z.array(membershipSchema),
})
/** `GET /api/config`: what the browser needs to know of the server. */
export const publicConfigSchema = z.strictObject({
  version: z.string(),
  publicUrl: z.string(),
  tldrawLicenseKey: z.string().nullable(),
})

/** A person's sign-in state as the browser reads it. */
export type Session = z.infer<typeof sessionSchema>
/** A role held in a place, named. */
export type NamedMembership = z.infer<typeof membershipSchema>
/** What the browser knows of the server. */
export type PublicConfig = z.infer<typeof publicConfigSchema>
