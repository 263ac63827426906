import { randomBytes, scryptSync } from 'node:crypto'
import type { PasswordKeeper } from '../accounts/auth.ts'

/** The least that scrypt can be asked for: a password takes no time, and is kept as safely as a test needs. */
const COST = { N: 2, r: 1, p: 1 }
const KEY_BYTES = 32

/**
 * Keeps passwords of tests: at full cost each takes a tenth of a second of a core. The cost that people's passwords have
 * is in force wherever the product runs as a process: in `tests/collaboration`, `tests/e2e` and `stored-password.test.ts`.
 */
export const quickKeeper: PasswordKeeper = {
  async hash(password) {
    const salt = randomBytes(8).toString('hex')
    return `${salt}:${keyOf(password, salt)}`
  },
  async verify({ hash, password }) {
    const [salt = '', key] = hash.split(':')
    return keyOf(password, salt) === key
  },
}

function keyOf(password: string, salt: string): string {
  return scryptSync(password, salt, KEY_BYTES, COST).toString('hex')
}
