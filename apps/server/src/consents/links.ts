import { randomBytes } from 'node:crypto'
import { CONSENT_LINK_DAYS, type consentLinkSchema, type newConsentLinkSchema } from '@tablee/contract'
import type * as z from 'zod'
import { type AttemptRule, countFailures, hiddenKey } from '../accounts/attempts/attempt-limiter.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { logAct } from './case-log.ts'
import { consentToken, isConsentTokenOf, linkIdOfToken } from './keys.ts'
import { rememberHand } from './reading-store.ts'
import { type ConsentPlace, expireLinks, findLink, insertLink, type LinkRow } from './store.ts'
import { touchDrafts } from './touch-drafts.ts'

const DAY_MS = 86_400_000
/** Wrong links from one network: nobody can guess 128 bits, but nobody needs to try for free either. */
const LINK_TRIES: AttemptRule = { name: 'consent-link', max: 60, windowMs: 15 * 60_000 }

/** A link as it is told once, to who made it: whoever has it can answer for the organisation. */
export function presentLink(
  { config }: Pick<Context, 'config'>,
  row: LinkRow,
  site: string,
): z.infer<typeof newConsentLinkSchema> {
  const url = `${site}/accord#a=${consentToken(config.secretKey, row)}`
  return { id: row.id, url, expiresAt: row.expires_at }
}

/** Among the links of a place, newest first, the one of an organisation that can still say yes; without its token. */
export function livingLink(
  links: readonly LinkRow[],
  organisationId: string,
  now: number,
): z.infer<typeof consentLinkSchema> | null {
  const row = links.find((link) => link.organisation_id === organisationId && isLiving(link, now))
  return row ? { id: row.id, expiresAt: row.expires_at } : null
}

/** Whether somebody can still say yes with a link. */
export function isLiving(row: LinkRow, now: number): boolean {
  return row.revoked_at === null && row.expires_at > new Date(now).toISOString()
}

/**
 * A new link by which an organisation is asked. Those that it had say yes no more, and take back all the same: the
 * organisation keeps whatever it was sent. Who makes the link to a case has had a hand in it, and is not its second
 * reader.
 */
export async function makeLink(
  { db, dialect, now }: Pick<Context, 'db' | 'dialect' | 'now'>,
  place: ConsentPlace,
  personId: string,
): Promise<LinkRow> {
  const at = new Date(now()).toISOString()
  const { cohortId, organisationId, caseId } = place
  return erasing(db, dialect, async (transaction) => {
    if (caseId !== null) {
      await touchDrafts(transaction, dialect, { caseId })
      await rememberHand(transaction, caseId, personId)
    }
    await expireLinks(transaction, place, at)
    const row = await insertLink(transaction, place, {
      id: newId(),
      nonce: randomBytes(16).toString('base64url'),
      created_by: personId,
      created_at: at,
      expires_at: new Date(now() + CONSENT_LINK_DAYS * DAY_MS).toISOString(),
    })
    await logAct(
      transaction,
      { cohortId, caseId: caseId ?? '', personId, at },
      { act: 'link_made', facts: { organisationId } },
    )
    return row
  })
}

/**
 * The link that a token opens; it may have expired, and then takes back only.
 * @throws {AppError} `consent_link_unknown`, `consent_link_revoked`, `rate_limited` after too many wrong ones.
 */
export async function resolveLink(
  { db, config, attempts }: Pick<Context, 'db' | 'config' | 'attempts'>,
  token: string,
  ip: string,
): Promise<LinkRow> {
  const row = await findLink(db, linkIdOfToken(token) ?? 'no-such-link')
  // the proof is made for a link that does not exist too
  if (!isConsentTokenOf(config.secretKey, row, token) || row === null) {
    // only who guesses is counted: an organisation takes back whatever others on its network have tried
    await countFailures(attempts, [{ rule: LINK_TRIES, key: hiddenKey(config.secretKey, ip) }], () =>
      Promise.resolve(null),
    )
    throw new AppError('consent_link_unknown')
  }
  if (row.revoked_at !== null) throw new AppError('consent_link_revoked')
  return row
}
