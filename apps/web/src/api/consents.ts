import {
  type ConsentAnswer,
  caseApprovalsSchema,
  caseLogSchema,
  consentListSchema,
  consentViewSchema,
  newConsentLinkSchema,
  type secondReadingRequestSchema,
} from '@tablee/contract'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { command, read, readBytes } from './request.ts'

/** By what somebody answers for an organisation: the link that she was sent, or her account. */
export type ConsentKey =
  | { readonly token: string }
  | { readonly cohortId: string; readonly organisationId: string; readonly caseId: string | null }

/** How the organisations of a cohort stand, as far as one may know. */
export const consentsQuery = (cohortId: string) =>
  queryOptions({
    queryKey: ['cohorts', cohortId, 'consents'],
    queryFn: ({ signal }) => read(`/api/cohorts/${cohortId}/consents`, consentListSchema, signal),
  })
/** What an organisation is asked. A link's token goes in a body: no address and no log ever has it. */
export const consentQuery = (key: ConsentKey) =>
  queryOptions({
    queryKey: ['consent', key],
    queryFn: ({ signal }) =>
      'token' in key
        ? command('POST', '/api/consents/open', { token: key.token }, consentViewSchema)
        : read(
            `${pathOf(key)}/consent${key.caseId === null ? '' : `?caseId=${key.caseId}`}`,
            consentViewSchema,
            signal,
          ),
  })
/** A picture that an organisation is asked about. */
export const consentImageQuery = (key: ConsentKey, image: string) =>
  queryOptions({
    // an answer makes the question stale, never the pixels that it was about
    queryKey: ['consent-image', key, image],
    queryFn: () =>
      'token' in key
        ? readBytes('/api/consents/image', { token: key.token, image })
        : readBytes(`${pathOf(key)}/consent/image?caseId=${key.caseId ?? ''}&image=${image}`),
    // its name is drawn from its pixels
    staleTime: Number.POSITIVE_INFINITY,
  })
/** Who has agreed to a case as it reads now, and who has read it again. */
export const approvalsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'approvals'],
    queryFn: ({ signal }) => read(`/api/cases/${caseId}/approvals`, caseApprovalsSchema, signal),
  })
/** What was decided about a case, without a word of it. */
export const caseLogQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', caseId, 'log'],
    queryFn: ({ signal }) => read(`/api/cases/${caseId}/log`, caseLogSchema, signal),
  })

/** Answers for an organisation. `seen`: the answer that stood there while this one was written. */
export const stateConsent = (key: ConsentKey, stated: { seen: string | null; answer: ConsentAnswer }) => {
  if ('token' in key)
    return command('POST', '/api/consents/state', { token: key.token, ...stated }, consentViewSchema)
  const about = key.caseId === null ? {} : { caseId: key.caseId }
  return command('PUT', `${pathOf(key)}/consent`, { ...about, ...stated }, consentViewSchema)
}
/** A new link by which an organisation is asked; the ones before it say yes no more. */
export const consentLink = (of: { cohortId: string; organisationId: string; caseId: string | null }) =>
  command(
    'POST',
    `${pathOf(of)}/consent-links`,
    of.caseId === null ? {} : { caseId: of.caseId },
    newConsentLinkSchema,
  )
/** Ends a link. */
export const revokeConsentLink = (id: string) =>
  command('DELETE', `/api/consent-links/${id}`, {}, z.unknown())
/** Says what a second reader found. */
export const readAgain = (caseId: string, reading: z.input<typeof secondReadingRequestSchema>) =>
  command('PUT', `/api/cases/${caseId}/second-reading`, reading, z.unknown())

function pathOf({ cohortId, organisationId }: { cohortId: string; organisationId: string }): string {
  return `/api/cohorts/${cohortId}/organisations/${organisationId}`
}
