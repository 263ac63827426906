import { createHmac, timingSafeEqual } from 'node:crypto'
import { INVITATION_CODE_ALPHABET, INVITATION_CODE_LENGTH } from '@tablee/contract'

/** What an invitation's token and code are derived from, together with the server's secret. */
export interface KeySource {
  readonly id: string
  readonly nonce: string
}

/** How much of a token's proof is kept, in bytes: 128 bits, so that the QR code stays coarse. */
const PROOF_BYTES = 16

/** The token of an invitation's link: its id and a proof that only this server can make. Stored nowhere. */
export function invitationToken(secret: string, source: KeySource): string {
  return `${source.id}.${proof(secret, source).toString('base64url')}`
}

/** The id that a token names, proven or not; null when it has not a token's form. */
export function idOfToken(token: string): string | null {
  return /^([A-Za-z0-9_-]{8,64})\.[A-Za-z0-9_-]+$/.exec(token)?.[1] ?? null
}

/** Whether a token is this invitation's; takes the same time whatever was sent. */
export function isTokenOf(secret: string, source: KeySource, token: string): boolean {
  const sent = Buffer.from(token.slice(source.id.length + 1), 'base64url')
  const expected = proof(secret, source)
  return sent.length === expected.length && timingSafeEqual(sent, expected)
}

/** The short code of an invitation, to be read aloud. Stored nowhere. */
export function invitationCode(secret: string, source: KeySource): string {
  let rest = hmac(secret, `invitation code ${source.id} ${source.nonce}`).readBigUInt64BE()
  const base = BigInt(INVITATION_CODE_ALPHABET.length)
  let code = ''
  while (code.length < INVITATION_CODE_LENGTH) {
    code += INVITATION_CODE_ALPHABET[Number(rest % base)]
    rest /= base
  }
  return code
}

/** A code as typed, without spaces and hyphens, in capitals. */
export function typedCode(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toUpperCase()
}

/** What a code is looked up by. */
export function codeHash(secret: string, code: string): string {
  return hmac(secret, `invitation code hash ${code}`).toString('base64url')
}

function proof(secret: string, { id, nonce }: KeySource): Buffer {
  return hmac(secret, `invitation token ${id} ${nonce}`).subarray(0, PROOF_BYTES)
}

function hmac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}
