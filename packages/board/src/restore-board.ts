import type * as Y from 'yjs'
import { decodeRecord, encodeRecord } from './codec.ts'
import { readCurtains } from './content/curtains.ts'
import { BALLOT_PREFIX, RESULT_PREFIX, readResult } from './content/results.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { COLOURS_FACT } from './note-colours.ts'
import { type BoardRecord, equalValues, isBinding, isShape } from './record.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** What became of it, or why not: something hangs before a zone, or people are voting. */
export type RestoreOutcome = 'restored' | 'curtained' | 'voting'

/** Words of the furniture that a correction changes: those of today stay. */
const CORRECTED = ['title', 'prompt', 'purpose'] as const

/**
 * Makes a board what a snapshot of it says: what came since goes, what went since comes back in its place, and so do the
 * results of ballots. Its method, its script and the words of its zones stay those of today. What is the same is not
 * touched, so that who writes there goes on. `without` are notes that their writers have withdrawn since.
 */
export function restoreBoard(
  doc: Y.Doc,
  { records, results = {} }: Pick<BoardSnapshot, 'records' | 'results'>,
  { without }: { without: ReadonlySet<string> },
): RestoreOutcome {
  const facts = metaRoot(doc)
  // what is put there would tell what the curtain hides from, and what is voted on must not change under the votes
  if (Object.keys(readCurtains(facts)).length > 0) return 'curtained'
  if ([...facts.keys()].some((key) => key.startsWith(BALLOT_PREFIX))) return 'voting'
  const board = boardRoot(doc)
  const isGone = (record: BoardRecord) =>
    isBinding(record)
      ? without.has(record.fromId) || without.has(record.toId)
      : isShape(record) && without.has(record.id)
  const wanted = new Map(
    records
      .filter((record) => (isShape(record) || isBinding(record)) && !isGone(record))
      .map((record) => [record.id, record]),
  )
  doc.transact(() => {
    for (const [id, map] of [...board]) {
      const now = decodeRecord(map)
      if (!(isShape(now) || isBinding(now))) continue
      const then = wanted.get(id)
      wanted.delete(id)
      if (then === undefined) board.delete(id)
      else {
        const next = withWordsOf(then, now)
        if (!equalValues(now, next)) board.set(id, encodeRecord(next))
      }
    }
    for (const [id, record] of wanted) board.set(id, encodeRecord(record))
    for (const key of [...facts.keys()])
      if ((key.startsWith(RESULT_PREFIX) || key === COLOURS_FACT) && !(key in results)) facts.delete(key)
    const then = new Map(Object.entries(results))
    for (const [key, kept] of then) {
      const value = key.startsWith(RESULT_PREFIX) ? readResult(then, key.slice(RESULT_PREFIX.length)) : kept
      if (!equalValues(facts.get(key), value)) facts.set(key, value)
    }
  })
  return 'restored'
}

function withWordsOf(then: BoardRecord, now: BoardRecord): BoardRecord {
  if (then.type !== 'zone' && then.type !== 'banner') return then
  const props = { ...then.props }
  for (const name of CORRECTED) if (now.props && name in now.props) props[name] = now.props[name]
  return { ...then, props }
}
