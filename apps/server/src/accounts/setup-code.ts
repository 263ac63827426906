import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'
import { hasAdmin } from './store.ts'

/** Length of the one-time code in bytes (256 bits). */
const CODE_BYTES = 32

/**
 * Makes the code of the set-up link, when there is no administrator yet. It lives in this process only; once an
 * administrator exists, `POST /api/setup` answers `setup_done` whatever the code.
 */
export async function createSetupCode(context: Pick<Context, 'db'>): Promise<{ current(): string | null }> {
  const code = (await hasAdmin(context.db)) ? null : randomBytes(CODE_BYTES).toString('base64url')
  return { current: () => code }
}

/** Whether somebody typed the code; takes the same time whatever she typed. */
export function isSetupCode(typed: string, code: string | null): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(typed), digest(code ?? '')) && code !== null
}
