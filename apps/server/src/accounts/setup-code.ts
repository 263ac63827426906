import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'
import { hasAdmin } from './store.ts'

/** Length of the one-time code in bytes (256 bits). */
const CODE_BYTES = 32

/**
 * Makes the code of the set-up link, when there is no administrator yet; once one exists, `POST /api/setup` answers
 * `setup_done` whatever the code. It lives in this process only. Servers on one PostgreSQL make the same one of their
 * common key, since the link may lead to any of them.
 */
export async function createSetupCode({
  db,
  dialect,
  config,
}: Pick<Context, 'db' | 'dialect' | 'config'>): Promise<{ current(): string | null }> {
  if (await hasAdmin(db)) return { current: () => null }
  const bytes =
    dialect === 'sqlite'
      ? randomBytes(CODE_BYTES)
      : createHmac('sha256', config.secretKey).update('set-up code').digest()
  const code = bytes.toString('base64url')
  return { current: () => code }
}

/** Whether somebody typed the code; takes the same time whatever she typed. */
export function isSetupCode(typed: string, code: string | null): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(typed), digest(code ?? '')) && code !== null
}
