import { createHmac } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { TriesUnderWay } from './tries-under-way.ts'

/** How many tries are allowed in a window that begins with the first one. */
export interface AttemptRule {
  readonly name: string
  readonly max: number
  readonly windowMs: number
}

/** Counts tries at guessing something. A try is counted before it is made, so that many at once gain nothing. */
export interface AttemptLimiter {
  /** Counts a try. @returns 0 when it may be made, else the seconds until the next one may */
  take(rule: AttemptRule, key: string): Promise<number>
  /** Takes back a try that was no guess. */
  giveBack(rule: AttemptRule, key: string): Promise<void>
  close(): Promise<void>
}

const QUARTER_OF_AN_HOUR_MS = 15 * 60_000

/** Wrong passwords for one address. */
export const PASSWORD_TRIES: AttemptRule = { name: 'password', max: 10, windowMs: QUARTER_OF_AN_HOUR_MS }
/** Wrong passwords from one network: wide, a whole workshop sits behind one. */
export const PASSWORD_TRIES_PER_NETWORK: AttemptRule = {
  name: 'password-network',
  max: 100,
  windowMs: QUARTER_OF_AN_HOUR_MS,
}
/** Addresses that a guest asks for and that are somebody else's. */
export const ADDRESS_TRIES: AttemptRule = { name: 'address', max: 10, windowMs: QUARTER_OF_AN_HOUR_MS }
/** Wrong set-up codes from everywhere. */
export const SETUP_TRIES: AttemptRule = { name: 'setup', max: 20, windowMs: QUARTER_OF_AN_HOUR_MS }
/** Wrong invitation codes from one network. */
export const CODE_TRIES_PER_NETWORK: AttemptRule = {
  name: 'code-network',
  max: 60,
  windowMs: QUARTER_OF_AN_HOUR_MS,
}
/**
 * Wrong invitation codes from everywhere: with 887 million codes, 300 tries find one of 100 live ones once in
 * 30,000 windows. Links and QR codes go on working while it is reached.
 */
export const CODE_TRIES: AttemptRule = { name: 'code', max: 300, windowMs: QUARTER_OF_AN_HOUR_MS }

/** Wrong passwords of one invitation, from one network: a whole workshop sits behind one, and types it at once. */
export const INVITATION_PASSWORD_TRIES: AttemptRule = {
  name: 'invitation-password',
  max: 40,
  windowMs: QUARTER_OF_AN_HOUR_MS,
}

/**
 * Guests that one invitation makes: a plenary of a thousand comes through one link at the same moment, and each guest
 * has allowances of her own on the board.
 */
export const GUESTS_PER_INVITATION: AttemptRule = {
  name: 'guest',
  max: 1_200,
  windowMs: QUARTER_OF_AN_HOUR_MS,
}

/** What a try is counted under: a rule and whose tries they are. */
export interface Counted {
  readonly rule: AttemptRule
  readonly key: string
}

const underWay = new WeakMap<AttemptLimiter, TriesUnderWay>()

/**
 * Makes a try that counts only if it fails. While a count is full of tries that are still being made it waits for one of
 * them to be right.
 * @param guess answers null when the guess was wrong.
 * @throws {AppError} `rate_limited` without guessing when one of the counts is used up.
 */
export async function countFailures<T>(
  limiter: AttemptLimiter,
  counts: readonly Counted[],
  guess: () => Promise<T | null>,
): Promise<T | null> {
  const tries = underWay.get(limiter) ?? new TriesUnderWay()
  underWay.set(limiter, tries)
  for (;;) {
    const full = await beginTry(limiter, tries, counts)
    if (full === null) break
    if (!(await tries.mayTryAgain(nameOf(full.counted))))
      throw new AppError('rate_limited', { retryAfterSeconds: full.retryAfterSeconds })
  }
  let wrong = false
  try {
    const answer = await guess()
    wrong = answer === null
    return answer
  } finally {
    await endTry(limiter, tries, { counts, taken: wrong ? [] : counts })
  }
}

/** Counts a try. @returns the count that is full, with nothing counted, or null */
async function beginTry(
  limiter: AttemptLimiter,
  tries: TriesUnderWay,
  counts: readonly Counted[],
): Promise<{ counted: Counted; retryAfterSeconds: number } | null> {
  // before it is counted: whoever finds the count full meanwhile may wait for this one
  for (const counted of counts) tries.begin(nameOf(counted))
  const taken: Counted[] = []
  let isBegun = false
  try {
    for (const counted of counts) {
      const retryAfterSeconds = await limiter.take(counted.rule, counted.key)
      if (retryAfterSeconds > 0) return { counted, retryAfterSeconds }
      taken.push(counted)
    }
    isBegun = true
    return null
  } finally {
    if (!isBegun) await endTry(limiter, tries, { counts, taken })
  }
}

/** A try is over: what was taken for it is given back. */
async function endTry(
  limiter: AttemptLimiter,
  tries: TriesUnderWay,
  { counts, taken }: { counts: readonly Counted[]; taken: readonly Counted[] },
): Promise<void> {
  try {
    await Promise.all(taken.map(({ rule, key }) => limiter.giveBack(rule, key)))
  } finally {
    for (const counted of counts) tries.end(nameOf(counted), taken.includes(counted))
  }
}

function nameOf({ rule, key }: Counted): string {
  return `${rule.name}:${key}`
}

/** A key that hides what it was made of: no mail address stands in Redis. */
export function hiddenKey(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`attempt ${text}`).digest('base64url')
}
