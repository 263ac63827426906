import {
  type becomeAccountRequestSchema,
  type changePasswordRequestSchema,
  publicConfigSchema,
  sessionSchema,
  type setupRequestSchema,
  setupStateSchema,
  type signInRequestSchema,
  type updatePersonRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read } from './request.ts'

/** Who is signed in; the one query that every page reads. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read('/api/session', sessionSchema, signal),
  staleTime: 60_000,
})

/** What the browser needs to know of the server; it does not change while the server runs. */
export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => read('/api/config', publicConfigSchema, signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whether the first administrator is still to be made. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => read('/api/setup', setupStateSchema, signal),
})

/** Makes the first administrator and signs her in. */
export const setUp = (request: z.input<typeof setupRequestSchema>) =>
  command('POST', '/api/setup', request, z.unknown())
/** Signs in with a password. */
export const signIn = (request: z.input<typeof signInRequestSchema>) =>
  command('POST', '/api/session', request, z.unknown())
/** Ends this device's session. */
export const signOut = () => command('DELETE', '/api/session', {}, z.unknown())
/** Changes one's own name or language. */
export const updatePerson = (request: z.input<typeof updatePersonRequestSchema>) =>
  command('PATCH', '/api/session/person', request, z.unknown())
/** Sets a new password; the person's other sessions end. */
export const changePassword = (request: z.input<typeof changePasswordRequestSchema>) =>
  command('POST', '/api/session/password', request, z.unknown())
/** Turns a guest into an account. */
export const becomeAccount = (request: z.input<typeof becomeAccountRequestSchema>) =>
  command('POST', '/api/session/account', request, z.unknown())
