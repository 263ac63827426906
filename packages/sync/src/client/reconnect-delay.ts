/** First attempt to come back, in ms after the loss: a planned restart shows no longer gap, and nobody comes at once. */
const FIRST_MIN_MS = 300
const FIRST_MAX_MS = 1_200
/** So many attempts are made at that pace: a server that restarts is back within them. */
const QUICK_ATTEMPTS = 3
/** Longest pause between two attempts, in ms. */
const PAUSE_MAX_MS = 8_000

/**
 * How long to wait before the next attempt to connect, in ms: spread at random, since all clients of a server that
 * restarts lose it in the same moment.
 * @param failures attempts and connections that ended since the document was last received, this one included
 * @param random from 0 to 1
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const doublings = Math.max(0, failures - QUICK_ATTEMPTS)
  const longest = Math.min(PAUSE_MAX_MS, FIRST_MAX_MS * 2 ** doublings)
  return FIRST_MIN_MS + random * (longest - FIRST_MIN_MS)
}
