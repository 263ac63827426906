import { randomBytes } from 'node:crypto'

/** A new id: 128 random bits in 22 characters of base64url. Never sequential: order and gaps would leak. */
export function newId(): string {
  return randomBytes(16).toString('base64url')
}
