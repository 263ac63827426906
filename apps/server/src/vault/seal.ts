import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
/** First byte of everything sealed: another form will have another. */
const FORM = 1
const KEY_BYTES = 32
/** 96 bits, as NIST SP 800-38D asks of GCM; random, so that two nodes need not agree on a counter. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The row that a sealed value belongs to: moved to another one, it does not open. */
interface SealedPlace {
  readonly table: string
  readonly id: string
}

/** Thrown when a sealed value was made with another key, for another row, or has been changed. */
export class SealBroken extends Error {
  constructor(options?: ErrorOptions) {
    super('a sealed value does not open', options)
    this.name = 'SealBroken'
  }
}

/** Seals texts at rest, so that whoever holds the database without the instance's key reads nothing. */
export interface Seal {
  seal(text: string, place: SealedPlace): Uint8Array
  /** @throws {SealBroken} */
  open(sealed: Uint8Array, place: SealedPlace): string
}

/** A seal with a key derived from SECRET_KEY for one purpose: AES-256-GCM, bound to table and row. */
export function openSeal(secretKey: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', purpose, KEY_BYTES))
  const bindingOf = ({ table, id }: SealedPlace) => Buffer.from(JSON.stringify([table, id]))
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bindingOf(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(FORM), nonce, body, cipher.getAuthTag()])
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== FORM || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new SealBroken()
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(bindingOf(place))
        .setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new SealBroken({ cause })
      }
    },
  }
}
