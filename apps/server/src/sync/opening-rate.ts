import { TokenBucket } from '@tablee/sync'
import { AppError } from '../errors.ts'

/** Sockets that one person may open at once: all of her tabs, three times over, after the server was away. */
const BURST = 60
/** And one more of them so often, a second. */
const PER_SECOND = 4
const RETRY_AFTER_SECONDS = 1
/** When so many people are remembered, those who have used nothing lately are forgotten. */
const REMEMBERED = 2_000

/** How often each person opens sockets: each costs some questions to the database, before anything can be read from it. */
export class OpeningRate {
  readonly #people = new Map<string, TokenBucket>()
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Counts one. @throws {AppError} `rate_limited` when it is one too many */
  spend(personId: string): void {
    const nowMs = this.#now()
    let bucket = this.#people.get(personId)
    if (bucket === undefined) {
      if (this.#people.size >= REMEMBERED) this.#forgetRested(nowMs)
      bucket = new TokenBucket(PER_SECOND, BURST, nowMs)
      this.#people.set(personId, bucket)
    }
    if (!bucket.take(1, nowMs)) throw new AppError('rate_limited', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  }

  #forgetRested(nowMs: number): void {
    for (const [personId, bucket] of this.#people) if (bucket.isFull(nowMs)) this.#people.delete(personId)
  }
}
