import {
  type BoardContent,
  type ColourCaptions,
  type Curtain,
  equalValues,
  isBallotOpen,
  keepParts,
  type Lang,
  type Method,
  metaRoot,
  methodOf,
  type ReadonlyFacts,
  readAttention,
  readColourCaptions,
  readContent,
  readCurtains,
  readResult,
  readTitle,
} from '@tablee/board'
import { type Script, trustScript } from '@tablee/board/script'
import { atom, computed, isUninitialized, type Signal, type TLStore, unsafe__withoutCapture } from 'tldraw'
import type * as Y from 'yjs'
import { followRecords } from './follow-records.ts'

/** What the open board means: its method, and one reading of what stands on it that zones, panels and search share. */
export interface BoardMeaning {
  /** Null on a board that is older than methods in boards. */
  readonly method: Signal<Method | null>
  /** The title that somebody gave the board; null while it has the one that it was made with. */
  readonly title: Signal<string | null>
  /** The script of the workshop. */
  readonly script: Signal<Script>
  /** The curtains that hang, by zone. */
  readonly curtains: Signal<Readonly<Record<string, Curtain>>>
  /** Whether a ballot is open on any zone. */
  readonly isBallotOpen: Signal<boolean>
  /** What the colours of notes stand for. */
  readonly colours: Signal<ColourCaptions>
  /** The zone that who leads has lit; null for none. */
  readonly spotlight: Signal<string | null>
  /**
   * What stands on the board in a language; null without a method. It follows what is written within a fifth of a second,
   * and what is moved once it rests. What did not change stays the same object.
   */
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
  const title = computed('title', () => {
    factsVersion.get()
    return readTitle(facts)
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
  const ballotOpen = computed('a ballot is open', () => {
    factsVersion.get()
    return isBallotOpen(facts)
  })
  const colours = computed('colours', () => {
    factsVersion.get()
    return readColourCaptions(facts)
  })
  const spotlight = computed('spotlight', () => {
    factsVersion.get()
    return readAttention(facts).spotlight
  })
  const readings = new Map<Lang, Signal<BoardContent | null>>()
  const followed = followRecords(store, () => version.update((n) => n + 1))
  const onFacts = () => {
    factsVersion.update((n) => n + 1)
    version.update((n) => n + 1)
  }
  facts.observe(onFacts)

  return {
    method,
    title,
    script,
    curtains,
    isBallotOpen: ballotOpen,
    colours,
    spotlight,
    today,
    content(lang) {
      let reading = readings.get(lang)
      if (!reading) {
        reading = computed<BoardContent | null>(`content in ${lang}`, (before) => {
          version.get()
          const current = method.get()
          if (!current) return null
          // apart from the editor's signals, or every single record would count as a change by itself
          const next = unsafe__withoutCapture(() =>
            readContent({ records: followed.records, method: current, facts, lang }),
          )
          return isUninitialized(before) || !before ? next : keepParts(before, next)
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
      followed.stop()
      facts.unobserve(onFacts)
    },
  }
}

function votesOf(facts: ReadonlyFacts, zoneId: string, itemId: string): number | null {
  const result = readResult(facts, zoneId)
  return result?.kind === 'dots' ? (result.totals[itemId] ?? 0) : null
}
