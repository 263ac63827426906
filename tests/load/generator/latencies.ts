import { ageMs } from './stamp.ts'

/** Where the times of a window stand, in ms; null when nothing arrived. */
export interface Quantiles {
  count: number
  p50: number | null
  p99: number | null
  max: number | null
}

/** How long changes were on their way, counting those that were sent within a window only. */
export class Latencies {
  readonly #ms: number[] = []
  #fromUs = Number.POSITIVE_INFINITY
  #toUs = Number.POSITIVE_INFINITY

  /** Begins to count what is sent from now on. */
  start(nowUs: number): void {
    this.#fromUs = nowUs
  }

  /** Stops counting what is sent; what is still on its way counts when it comes. */
  end(nowUs: number): void {
    this.#toUs = nowUs
  }

  /** Something arrived. */
  add(sentUs: number): void {
    if (sentUs >= this.#fromUs && sentUs <= this.#toUs) this.#ms.push(ageMs(sentUs))
  }

  quantiles(): Quantiles {
    const sorted = this.#ms.sort((a, b) => a - b)
    const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? null }
  }
}
