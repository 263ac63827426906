import {
  type createInvitationRequestSchema,
  invitationListSchema,
  invitationPreviewSchema,
  invitationSchema,
  joinedSchema,
  type joinRequestSchema,
  type ScopeKind,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** What a joiner holds: the token of a link, or a short code. */
export type InvitationKey = { token: string } | { code: string }

/** The invitations to a place and to all that is inside it. */
export const invitationsQuery = (scopeKind: ScopeKind, scopeId: string) =>
  queryOptions({
    queryKey: ['invitations', scopeKind, scopeId],
    queryFn: ({ signal }) =>
      read(
        `/api/invitations?${new URLSearchParams({ scopeKind, scopeId }).toString()}`,
        invitationListSchema,
        signal,
      ),
  })
/** Makes a link, a code and a QR that lead to one role in one place. */
export const createInvitation = (request: z.input<typeof createInvitationRequestSchema>) =>
  command('POST', '/api/invitations', request, invitationSchema)
/** Ends an invitation; who has joined stays. */
export const revokeInvitation = (id: string) => command('DELETE', `/api/invitations/${id}`, {}, z.unknown())
/** From now on who joins is asked for this password; null for none. */
export const putInvitationPassword = (id: string, password: string | null) =>
  command('PUT', `/api/invitations/${id}/password`, { password }, invitationSchema)
/** What an invitation leads to, before joining. */
export const previewInvitation = (key: InvitationKey) =>
  command('POST', '/api/invitations/preview', key, invitationPreviewSchema)
/** Joins; somebody who is not signed in becomes a guest of that name. */
export const join = (request: z.input<typeof joinRequestSchema>) =>
  command('POST', '/api/invitations/join', request, joinedSchema)
