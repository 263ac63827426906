import {
  allows,
  createInvitationRequestSchema,
  idParamsSchema,
  invitationListQuerySchema,
  invitationListSchema,
  invitationPasswordRequestSchema,
  invitationPreviewSchema,
  invitationSchema,
  joinedSchema,
  joinRequestSchema,
  type Membership,
  okSchema,
  type Place,
  previewInvitationRequestSchema,
  ROLE_SCOPES,
} from '@tablee/contract'
import { GUESTS_PER_INVITATION } from '../accounts/attempts/attempt-limiter.ts'
import { maySeeName } from '../accounts/present-session.ts'
import { setCookies } from '../accounts/routes.ts'
import type { App } from '../app.ts'
import { closeSocketsOf } from '../cohorts/close-sockets.ts'
import { placesOfScope } from '../cohorts/places.ts'
import { nameScopes } from '../cohorts/scope-names.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { workshopBehind } from '../workshops/enter-workshop.ts'
import { createInvitation } from './create-invitation.ts'
import { joinWith, landingOf } from './join.ts'
import { listInvitations } from './list-invitations.ts'
import { mayGive, mayInviteToAllBehind } from './may-give.ts'
import { presentInvitations } from './present-invitation.ts'
import { requireInvitationPassword } from './require-password.ts'
import { requireUsable, resolveInvitation } from './resolve-invitation.ts'
import { mayInvite } from './rules.ts'
import {
  findInvitation,
  grantOf,
  type InvitationRow,
  putInvitationPassword,
  revokeInvitation,
} from './store.ts'

const OK = { ok: true } as const

/** Ways in: a link, a short code and a QR that lead to one role in one place. */
export function registerInvitations(app: App, context: Context): void {
  const { db, sessions } = context

  app.post(
    '/api/invitations',
    { schema: { body: createInvitationRequestSchema, response: { 201: invitationSchema } } },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      const wanted = request.body
      const places = await placesOfScope(db, wanted.scopeKind, wanted.scopeId)
      requireSeen(memberships, places)
      if (!mayInvite(memberships, places)) throw new AppError('forbidden')
      if (!ROLE_SCOPES[wanted.role].includes(wanted.scopeKind)) throw new AppError('role_scope_mismatch')
      if (!(await mayGive(db, memberships, { granted: wanted, places })))
        throw new AppError('role_not_grantable')
      const row = await createInvitation(context, { ...wanted, createdBy: person.id })
      request.log.info({ invitationId: row.id, personId: person.id, role: row.role }, 'invitation made')
      const [invitation] = await presentInvitations(context, request, [row])
      if (!invitation) throw new Error('one row is presented as one invitation')
      return reply.code(201).send(invitation)
    },
  )

  app.get(
    '/api/invitations',
    { schema: { querystring: invitationListQuerySchema, response: { 200: invitationListSchema } } },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const places = await placesOfScope(db, request.query.scopeKind, request.query.scopeId)
      requireSeen(memberships, places)
      if (!mayInvite(memberships, places)) throw new AppError('forbidden')
      const rows = await listInvitations(db, memberships, request.query)
      return { invitations: await presentInvitations(context, request, rows) }
    },
  )

  app.delete(
    '/api/invitations/:id',
    { schema: { params: idParamsSchema, response: { 200: okSchema } } },
    async (request) => {
      const { person, memberships } = await sessions.require(request)
      const row = await requireGiven(memberships, request.params.id)
      await revokeInvitation(db, row.id, context.now())
      request.log.info({ invitationId: row.id, personId: person.id }, 'invitation revoked')
      return OK
    },
  )

  app.put(
    '/api/invitations/:id/password',
    {
      schema: {
        params: idParamsSchema,
        body: invitationPasswordRequestSchema,
        response: { 200: invitationSchema },
      },
    },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const row = await requireGiven(memberships, request.params.id)
      const { password } = request.body
      const passwordHash = password === null ? null : await sessions.hashPassword(password)
      await putInvitationPassword(db, row.id, passwordHash)
      request.log.info({ invitationId: row.id, asked: password !== null }, 'invitation password kept')
      const [invitation] = await presentInvitations(context, request, [
        { ...row, password_hash: passwordHash },
      ])
      if (!invitation) throw new Error('one row is presented as one invitation')
      return invitation
    },
  )

  app.post(
    '/api/invitations/preview',
    { schema: { body: previewInvitationRequestSchema, response: { 200: invitationPreviewSchema } } },
    async (request) => {
      const row = await resolveInvitation(context, request.body, request.ip)
      requireUsable(row, context.now())
      const granted = grantOf(row)
      const nameOf = await nameScopes(db, [granted])
      const scopeName = (await maySeeName(db, granted)) ? nameOf(granted) : ''
      const workshop = await workshopBehind(db, row)
      const asksPassword = row.password_hash !== null
      return { role: granted.role, scopeKind: granted.scopeKind, scopeName, asksPassword, workshop }
    },
  )

  app.post(
    '/api/invitations/join',
    { schema: { body: joinRequestSchema, response: { 200: joinedSchema } } },
    async (request, reply) => {
      const { name, lang, organisation: said } = request.body
      const signedIn = await sessions.find(request)
      const row = await resolveInvitation(context, request.body, request.ip)
      if (!signedIn) requireUsable(row, context.now())
      const joiner = signedIn ?? (name === undefined ? null : { name, lang: lang ?? languageOf(request) })
      if (!joiner) throw new AppError('request_invalid', { fields: [{ path: 'name', problem: 'required' }] })
      const { password } = request.body
      const memberships = signedIn?.memberships ?? []
      await requireInvitationPassword(context, row, { password, memberships, ip: request.ip })
      if (!signedIn) await countGuest(context, row.id)
      const { personId, added } = await joinWith(context, row, { ...joiner, said: said ?? null })
      request.log.info({ invitationId: row.id, personId, added }, 'joined')
      if (signedIn && added) closeSocketsOf(context, personId)
      if (!signedIn) setCookies(reply, await sessions.start(personId))
      return landingOf(context, row, personId)
    },
  )

  /** @throws {AppError} `not_found`, or `role_not_grantable` to who could not have made it */
  async function requireGiven(memberships: readonly Membership[], id: string): Promise<InvitationRow> {
    const row = await findInvitation(db, { id })
    const places = row && (await placesOfScope(db, row.scope_kind, row.scope_id))
    if (!row || !places || !mayInvite(memberships, places)) throw notFound()
    const gives = await mayGive(db, memberships, { granted: grantOf(row), places })
    if (!gives || !(await mayInviteToAllBehind(db, memberships, row.id)))
      throw new AppError('role_not_grantable')
    return row
  }
}

/** @throws {AppError} `rate_limited` when an invitation has made many guests lately */
async function countGuest({ attempts }: Pick<Context, 'attempts'>, invitationId: string): Promise<void> {
  const retryAfterSeconds = await attempts.take(GUESTS_PER_INVITATION, invitationId)
  if (retryAfterSeconds > 0) throw new AppError('rate_limited', { retryAfterSeconds })
}

/** @throws {AppError} `not_found` when none of the places exists or may be known to this person */
function requireSeen(memberships: readonly Membership[], places: readonly Place[]): void {
  const seen = places.some(
    (place) =>
      Object.keys(place).length === 0 ||
      mayInvite(memberships, [place]) ||
      allows('cohort.view', memberships, place) ||
      allows('board.view', memberships, place),
  )
  if (!seen) throw notFound()
}
