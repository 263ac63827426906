import { useRef, useState } from 'react'
import { useKeptAtEnd } from '../../ui/use-kept-at-end.ts'

/** A text that is being typed and is not written yet. */
export interface Draft {
  /** What the field shows. */
  value: string
  type(text: string): void
  /** Writes what was typed; does nothing when nothing was. */
  commit(): void
  /** Puts a value in the place of what was typed, and writes it. */
  choose(text: string): void
  /** Forgets what was typed. */
  drop(): void
}

/**
 * Keeps what is typed in a field until it is left, by whatever way: also when the field goes because somebody clicked
 * elsewhere, or the page with it. `write` is told what the field held when the typing began.
 */
export function useDraft(stored: string, write: (text: string, base: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null)
  const now = useRef({ draft, base: stored })

  const set = (text: string | null) => {
    if (text !== null && now.current.draft === null) now.current.base = stored
    now.current.draft = text
    setDraft(text)
  }
  const commit = () => {
    const { draft: typed, base } = now.current
    if (typed === null) return
    set(null)
    if (typed !== base) write(typed, base)
  }
  useKeptAtEnd(commit)
  return {
    value: draft ?? stored,
    type: set,
    commit,
    choose(text) {
      set(text)
      commit()
    },
    drop: () => set(null),
  }
}
