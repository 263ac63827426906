/** Carries what the rules refused from the editor, and what the server refused from the wire, to the person's screen. */
export interface Refusals {
  /** Says that something was refused; `code` is one of the board's refusal codes, `lost` what she had written there. */
  report(code: string, lost?: string | null): void
  /** Calls back for every refusal. Returns its undo. */
  subscribe(listener: (code: string, lost: string | null) => void): () => void
}

/** Creates a channel of refusals for one board. */
export function createRefusals(): Refusals {
  const listeners = new Set<(code: string, lost: string | null) => void>()
  return {
    report(code, lost = null) {
      for (const listener of listeners) listener(code, lost)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
