import {
  type BoardContent,
  type BoardRecord,
  type Curtain,
  equalValues,
  type Lang,
  type Method,
  metaRoot,
  methodOf,
  type ReadonlyFacts,
  readContent,
  readCurtains,
  readResult,
} from '@tablee/board'
import { type Script, trustScript } from '@tablee/board/script'
import { atom, computed, type Signal, type TLStore, unsafe__withoutCapture } from 'tldraw'
import type * as Y from 'yjs'
import { asBoardRecord } from '../board-record.ts'

/** Shortest time between two readings of a board, in ms: a drag changes it sixty times a second. */
const READ_INTERVAL_MS = 200

/** What the open board means: its method, and one reading of what stands on it that zones, panels and search share. */
export interface BoardMeaning {
  /** Null on a board that is older than methods in boards. */
  readonly method: Signal<Method | null>
  /** The script of the workshop. */
  readonly script: Signal<Script>
  /** The curtains that hang, by zone. */
  readonly curtains: Signal<Readonly<Record<string, Curtain>>>
  /** What stands on the board in a language; null without a method. It follows the board within a fifth of a second. */
  content(lang: Lang): BoardContent | null
  /** The dots of an item in a closed ballot of its zone; null while there is none. */
  votesFor(zoneId: string, itemId: string): number | null
  /** The day for time axes. */
  readonly today: Date
  dispose(): void
}

/** Follows a store and the facts of its document. */
export function followMeaning(store: TLStore, doc: Y.Doc): BoardMeaning {
  const facts = metaRoot(doc)
  const today = new Date()
  const factsVersion = atom('version of the facts', 0)
  const version = atom('version of the content', 0)
  const method = computed('method', () => {
    factsVersion.get()
    return methodOf(doc)
  })
  const script = computed(
    'script',
    () => {
      factsVersion.get()
      return trustScript(facts)
    },
    // other facts, such as ballots, change nothing here
    { isEqual: (a, b) => a.state === b.state && equalValues(a.steps, b.steps) },
  )
  const curtains = computed('curtains', () => {
    factsVersion.get()
    return readCurtains(facts)
  })
  const readings = new Map<Lang, Signal<BoardContent | null>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastRead = Number.NEGATIVE_INFINITY

  function readAgain(): void {
    timer = undefined
    lastRead = performance.now()
    version.update((n) => n + 1)
  }

  const stopListening = store.listen(
    () => {
      timer ??= setTimeout(readAgain, Math.max(0, READ_INTERVAL_MS - (performance.now() - lastRead)))
    },
    { scope: 'document' },
  )
  const onFacts = () => {
    factsVersion.update((n) => n + 1)
    readAgain()
  }
  facts.observe(onFacts)

  return {
    method,
    script,
    curtains,
    today,
    content(lang) {
      let reading = readings.get(lang)
      if (!reading) {
        reading = computed(`content in ${lang}`, () => {
          version.get()
          const current = method.get()
          // apart from the editor's signals, or every single record would count as a change by itself
          return (
            current &&
            unsafe__withoutCapture(() =>
              readContent({ records: recordsOf(store), method: current, facts, lang }),
            )
          )
        })
        readings.set(lang, reading)
      }
      return reading.get()
    },
    votesFor(zoneId, itemId) {
      factsVersion.get()
      return votesOf(facts, zoneId, itemId)
    },
    dispose() {
      stopListening()
      facts.unobserve(onFacts)
      clearTimeout(timer)
    },
  }
}

function recordsOf(store: TLStore): Map<string, BoardRecord> {
  const records = new Map<string, BoardRecord>()
  for (const record of Object.values(store.serialize('document')))
    records.set(record.id, asBoardRecord(record))
  return records
}

function votesOf(facts: ReadonlyFacts, zoneId: string, itemId: string): number | null {
  const result = readResult(facts, zoneId)
  return result?.kind === 'dots' ? (result.totals[itemId] ?? 0) : null
}
