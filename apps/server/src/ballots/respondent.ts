import { createHmac } from 'node:crypto'

/** Stands for voices that were given for people without a device; no other respondent begins so. */
const PROXY_PREFIX = 'proxy:'

/**
 * Who stands for a person in one ballot: always the same there, so that she finds her choices again, and unlinkable
 * without the board's key. What she gave stays counted when she is removed.
 */
export function respondentOf(actorKey: string, ballotId: string, personId: string): string {
  return createHmac('sha256', actorKey).update(`ballot\n${ballotId}\n${personId}`).digest('base64url')
}

/** Who stands for an organisation where each of them has one ballot. */
export function organisationRespondent(actorKey: string, ballotId: string, organisationId: string): string {
  return createHmac('sha256', actorKey)
    .update(`ballot of organisation\n${ballotId}\n${organisationId}`)
    .digest('base64url')
}

/** Who stands for people without a device, under the id that was made for their voices. */
export function proxyRespondent(proxyId: string): string {
  return `${PROXY_PREFIX}${proxyId}`
}

/** The id of voices that were given for people without a device; null for every other respondent. */
export function proxyIdOf(respondent: string): string | null {
  return respondent.startsWith(PROXY_PREFIX) ? respondent.slice(PROXY_PREFIX.length) : null
}
