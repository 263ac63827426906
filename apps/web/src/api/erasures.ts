import { type eraseOwnRequestSchema, erasureSchema } from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod'
import { currentLanguage } from '../ui/i18n.ts'
import { command, download, read } from './request.ts'

/** How often an erasure that is under way is looked at, in ms. */
const LOOK_EVERY_MS = 3_000

/** A file for a program, or one to read. */
export type PersonFile = 'json' | 'md'

/** How far an erasure is; asked again until nothing is left. */
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ['erasures', id],
    queryFn: ({ signal }) => read(`/api/erasures/${id}`, erasureSchema, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : LOOK_EVERY_MS),
  })

/** Begins to erase oneself; from its answer on nobody is signed in. */
export const eraseMe = (request: z.input<typeof eraseOwnRequestSchema>) =>
  command('POST', '/api/session/person/erasure', request, erasureSchema)
/** Begins to erase somebody else. */
export const erasePerson = (personId: string) =>
  command('POST', `/api/people/${personId}/erasure`, {}, erasureSchema)
/** Takes away what is kept about oneself. @throws {ApiError} */
export const exportMe = (format: PersonFile) =>
  download(`/api/session/person/export?format=${format}&lang=${currentLanguage()}`)
/** Takes away what is kept about somebody else. @throws {ApiError} */
export const exportPerson = (personId: string, format: PersonFile) =>
  download(`/api/people/${personId}/export?format=${format}&lang=${currentLanguage()}`)
