import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type * as z from 'zod'

/** Length of the derived key and of its signature, in bytes. */
const KEY_BYTES = 32

/** Says something to another process of this database so that nobody else can say it. */
export interface SignedTokens<T> {
  sign(content: T): string
  /** Null for everything that was not signed here. */
  verify(token: unknown): T | null
}

/** Tokens signed with a key derived from SECRET_KEY for one purpose (HMAC-SHA256). */
export function signedTokens<T>(secretKey: string, purpose: string, schema: z.ZodType<T>): SignedTokens<T> {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', purpose, KEY_BYTES))
  const signatureOf = (body: string) => createHmac('sha256', key).update(body).digest()
  return {
    sign(content) {
      const body = Buffer.from(JSON.stringify(content)).toString('base64url')
      return `${body}.${signatureOf(body).toString('base64url')}`
    },
    verify(token) {
      const [body = '', signature = ''] = typeof token === 'string' ? token.split('.') : []
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== KEY_BYTES || !timingSafeEqual(given, signatureOf(body))) return null
      return schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
    },
  }
}
