import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link's token is derived from, together with the server's secret. */
export interface ConsentKeySource {
  readonly id: string
  readonly nonce: string
}

/** How much of a token's proof is kept, in bytes: 128 bits. */
const PROOF_BYTES = 16
/** What stands in for a link that does not exist: the proof is made all the same. */
const NO_LINK: ConsentKeySource = { id: 'no-such-link', nonce: 'no-such-link' }

/** The token of a link: its id and a proof that only this server can make. Stored nowhere. */
export function consentToken(secret: string, source: ConsentKeySource): string {
  return `${source.id}.${proof(secret, source).toString('base64url')}`
}

/** The id that a token names, proven or not; null when it has not a token's form. */
export function linkIdOfToken(token: string): string | null {
  return /^([A-Za-z0-9_-]{8,64})\.[A-Za-z0-9_-]+$/.exec(token)?.[1] ?? null
}

/** Whether a token is this link's. The same work is done for a link that does not exist. */
export function isConsentTokenOf(secret: string, source: ConsentKeySource | null, token: string): boolean {
  const sent = Buffer.from(token.slice(token.indexOf('.') + 1), 'base64url')
  const expected = proof(secret, source ?? NO_LINK)
  const isEqual = sent.length === expected.length && timingSafeEqual(sent, expected)
  return isEqual && source !== null
}

function proof(secret: string, { id, nonce }: ConsentKeySource): Buffer {
  return createHmac('sha256', secret).update(`consent token ${id} ${nonce}`).digest().subarray(0, PROOF_BYTES)
}
