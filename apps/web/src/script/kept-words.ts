import { boardRoot, TEXT_KEY } from '@tablee/board/content'
import { plainTextOf } from '@tablee/board/edit'
import * as Y from 'yjs'

/** Most notes whose words are remembered: more than anybody writes while the network is away. */
const KEPT_MAX = 200

/** Refusals that can take back words: they were written for a step that was over when they arrived. */
const LATE_CODES: ReadonlySet<string> = new Set(['step_no_writing', 'step_zone_closed', 'zone_curtained'])

/** What this person typed on a board since it was opened, so that no word is lost when it comes too late to be taken. */
export interface KeptWords {
  /** Her words in a record that the board did not take; null when they still stand there, or it was no refusal of words. */
  lost(code: string, recordId: string): string | null
  stop(): void
}

/** Remembers the last words that are typed here in each note. */
export function keepWords(doc: Y.Doc): KeptWords {
  const board = boardRoot(doc)
  const kept = new Map<string, string>()
  const textIn = (recordId: string) => {
    const fragment = board.get(recordId)?.get(TEXT_KEY)
    return fragment instanceof Y.XmlFragment ? plainTextOf(fragment).trim() : ''
  }
  const remember = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
    if (!local) return
    for (const recordId of events.flatMap(recordsOf)) {
      const text = textIn(recordId)
      if (text === '') continue
      kept.delete(recordId)
      kept.set(recordId, text)
      const [oldest] = kept.keys()
      if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest)
    }
  }
  board.observeDeep(remember)
  return {
    lost(code, recordId) {
      const words = LATE_CODES.has(code) ? kept.get(recordId) : undefined
      return words === undefined || words === textIn(recordId) ? null : words
    },
    stop: () => board.unobserveDeep(remember),
  }
}

/** The records that an event under the board's root is about. */
export function recordsOf(event: Y.YEvent<Y.AbstractType<unknown>>): string[] {
  const [recordId] = event.path
  if (typeof recordId === 'string') return [recordId]
  return [...event.changes.keys.keys()]
}
