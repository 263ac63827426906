/** Most refusals that wait for the screen. */
const WAITING_MAX = 100

/** Carries what the rules refused from the editor, and what the server refused from the wire, to the person's screen. */
export interface Refusals {
  /** Says that something was refused; `code` is one of the board's refusal codes, `lost` what she had written there. */
  report(code: string, lost?: string | null): void
  /** Calls back for every refusal, at once for those that nobody has been told of. Returns its undo. */
  subscribe(listener: (code: string, lost: string | null) => void): () => void
}

/** Creates a channel of refusals for one board. */
export function createRefusals(): Refusals {
  const listeners = new Set<(code: string, lost: string | null) => void>()
  const waiting: [code: string, lost: string | null][] = []
  return {
    report(code, lost = null) {
      if (listeners.size === 0 && waiting.length < WAITING_MAX) waiting.push([code, lost])
      for (const listener of listeners) listener(code, lost)
    },
    subscribe(listener) {
      listeners.add(listener)
      for (const [code, lost] of waiting.splice(0)) listener(code, lost)
      return () => listeners.delete(listener)
    },
  }
}
