import type { AttemptLimiter } from './attempt-limiter.ts'

/** Most counts kept; above it the ended ones are thrown away. */
const COUNTS_MAX = 10_000

/** Counts in this process: enough for one, forgotten at a restart. `now` is in ms since 1970. */
export function memoryAttemptLimiter(now: () => number): AttemptLimiter {
  const counts = new Map<string, { tries: number; endsAt: number }>()
  return {
    async take(rule, key) {
      if (counts.size >= COUNTS_MAX)
        for (const [name, count] of counts) if (count.endsAt <= now()) counts.delete(name)
      const name = `${rule.name}:${key}`
      const known = counts.get(name)
      const count = known && known.endsAt > now() ? known : { tries: 0, endsAt: now() + rule.windowMs }
      counts.set(name, count)
      if (count.tries >= rule.max) return Math.max(1, Math.ceil((count.endsAt - now()) / 1000))
      count.tries++
      return 0
    },
    async giveBack(rule, key) {
      const count = counts.get(`${rule.name}:${key}`)
      if (count && count.tries > 0) count.tries--
    },
    async close() {
      counts.clear()
    },
  }
}
