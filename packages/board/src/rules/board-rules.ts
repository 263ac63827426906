import * as Y from 'yjs'
import { decodeRecord } from '../codec.ts'
import { CURTAINS_KEY, readCurtains } from '../content/curtains.ts'
import { BASE_KEY, boardRoot, metaRoot, PLACE_KEY, type RecordMap } from '../layout.ts'
import { METHOD_KEY, methodOf } from '../method.ts'
import { authorOf, type BoardRecord, equalValues, isObject } from '../record.ts'
import { SCRIPT_KEY, STEPS_KEY } from '../script/step.ts'
import { isOthersDoing } from './board-space.ts'
import { LastGood } from './last-good.ts'
import { isRecordId, jsonBytes } from './record-rules.ts'
import type { BoardAuthor, Refusal } from './refusal.ts'
import { Repair } from './repair.ts'
import { type ReviewContext, reviewRecord } from './review-record.ts'
import { Pens, StepGuard } from './step-guard.ts'
import {
  type ChangedTypes,
  deleteContent,
  deleteListContent,
  mergeTouched,
  readTouched,
  type TouchedRecord,
} from './touched.ts'
import { ZonePolicy } from './zone-policy.ts'

/** What authors may do on one board, applied after the fact: a Yjs update cannot be refused in part. */
export interface BoardRules {
  /**
   * Inside a transaction, right after one author's updates were applied: writes back what she may not do.
   * `changed` is Yjs' `Transaction.changed` of these updates only. The server's own changes belong in a transaction
   * of their own, without a review: they are taken as good.
   */
  review(changed: ChangedTypes, author: BoardAuthor): Refusal[]
  /** Inside the same transaction, once after all authors: sets right what concurrent changes broke; returns how often. */
  repair(): number
  /** What was reviewed since the last call is on disk: what was taken away is told to `onDeleted`. */
  stored(): void
}

/** Stands for a record or root whose name a peer made up. */
const UNNAMED = 'unnamed'

/** How long reading a board keeps the thread at a time, in ms: a cursor may wait for it. */
const SLICE_MS = 4

/** Records read between two looks at the clock. */
const RECORDS_PER_LOOK = 16

/** What the rules of a board need besides its document. */
export interface BoardRulesOptions {
  /** The present time in ms since 1970; a test may hold it still. */
  now?: () => number
  /** Somebody has taken a record away: how it stood, and whether it was her own. Told once that is on disk. */
  onDeleted?: (record: BoardRecord, by: { own: boolean }) => void
}

/**
 * Applies the rules of SPEC.md to one board's document, whose present content is taken as good, and repairs it. In one
 * go, 30 ms for 1,000 records: for documents that nobody else waits beside.
 */
export function createBoardRules(doc: Y.Doc, options: BoardRulesOptions = {}): BoardRules {
  const rules = new DocRules(doc, options)
  rules.readOn(Number.POSITIVE_INFINITY)
  return rules
}

/**
 * The same in slices of about 4 ms, with a `pause` between two that lets the thread do other work. The server may write
 * meanwhile in transactions of its own; authors' updates must wait for the promise.
 */
export async function openBoardRules(
  doc: Y.Doc,
  pause: () => Promise<void>,
  options: BoardRulesOptions = {},
): Promise<BoardRules> {
  const rules = new DocRules(doc, options)
  while (!rules.readOn(SLICE_MS)) await pause()
  return rules
}

class DocRules implements BoardRules {
  readonly #doc: Y.Doc
  readonly #board: Y.Map<RecordMap>
  readonly #meta: Y.Map<unknown>
  readonly #good = new LastGood()
  readonly #repair: Repair
  #policy: ZonePolicy
  /** What the step that runs lets participants do; null when none runs. */
  #step: StepGuard | null
  readonly #pens = new Pens()
  readonly #now: () => number
  readonly #onDeleted: BoardRulesOptions['onDeleted']
  /** What was taken away and is not known to be on disk. */
  #deleted: { record: BoardRecord; by: { own: boolean } }[] = []
  #goodMeta: Record<string, unknown> = {}
  /**
   * What each actor touched in this tick. Yjs does not list changes inside a type that is itself new in the
   * transaction, so a record is judged again with every later update of the same actor.
   */
  readonly #tick = new Map<string, Map<string, TouchedRecord>>()
  #isReviewed = false
  readonly #reading: Iterator<void>

  constructor(doc: Y.Doc, { now = Date.now, onDeleted }: BoardRulesOptions) {
    this.#doc = doc
    this.#now = now
    this.#onDeleted = onDeleted
    this.#board = boardRoot(doc)
    this.#meta = metaRoot(doc)
    this.#policy = new ZonePolicy(methodOf(doc))
    this.#step = StepGuard.of(this.#meta, this.#pens, now)
    this.#hangCurtains()
    this.#repair = new Repair(this.#board, this.#good, this.#policy)
    this.#goodMeta = this.#meta.toJSON()
    doc.on('afterTransaction', (transaction) => this.#followServer(transaction))
    this.#reading = this.#read()
  }

  /** Goes on reading and repairing the board for some ms; true when it is done. */
  readOn(budgetMs: number): boolean {
    const end = performance.now() + budgetMs
    return this.#doc.transact(() => {
      // What is written here is known already.
      this.#isReviewed = true
      for (;;) {
        for (let step = 0; step < RECORDS_PER_LOOK; step += 1) if (this.#reading.next().done) return true
        if (performance.now() >= end) return false
      }
    })
  }

  *#read(): Generator<void> {
    for (const id of [...this.#board.keys()]) yield this.#takeAsGood(id)
    yield* this.#repair.steps()
  }

  review(changed: ChangedTypes, author: BoardAuthor): Refusal[] {
    const transaction = this.#doc._transaction
    if (!transaction) throw new Error('review runs inside the transaction that it reviews')
    this.#isReviewed = true
    const touched = readTouched(changed, this.#board, this.#meta)
    const refusals: Refusal[] = []
    for (const root of touched.strayRoots) {
      if (root === this.#board || root === this.#meta) deleteListContent(root, transaction)
      else deleteContent(root, transaction)
      refusals.push({ recordId: UNNAMED, code: 'unknown_root' })
    }
    if (this.#writeBackMeta(touched.metaKeys)) refusals.push({ recordId: 'meta', code: 'document_record' })
    const records = this.#tick.get(author.actorId) ?? new Map<string, TouchedRecord>()
    this.#tick.set(author.actorId, records)
    for (const [id, record] of touched.records) mergeTouched(records, id, record)
    const context = this.#context(records.keys(), author, transaction)
    for (const [id, record] of inOrderOfNeed(records, this.#board)) {
      const code = reviewRecord(id, record, context)
      if (!code) continue
      const recordId = isRecordId(id) ? id : UNNAMED
      refusals.push(isOthersDoing(code, context) ? { recordId, code, blameless: true } : { recordId, code })
    }
    return refusals
  }

  repair(): number {
    this.#tick.clear()
    return this.#repair.run()
  }

  stored(): void {
    if (this.#deleted.length === 0) return
    // One that was brought back in the same tick is not gone.
    for (const { record, by } of this.#deleted.splice(0))
      if (!this.#good.find(record.id)) this.#onDeleted?.(record, by)
  }

  #context(ids: Iterable<string>, author: BoardAuthor, transaction: Y.Transaction): ReviewContext {
    const tied = new Set<string>()
    for (const id of ids) if (this.#isTiedTo(id, author)) tied.add(id)
    return {
      author,
      transaction,
      board: this.#board,
      good: this.#good,
      policy: this.#policy,
      step: author.role === 'coach' || author.leads ? null : this.#step,
      zoneOf: (record, records) => this.#repair.zoneOf(record, records),
      find: (id) => this.#good.find(id),
      formerAuthor: (id) => this.#good.formerAuthor(id),
      onDeleted: (record, by) => {
        if (this.#onDeleted) this.#deleted.push({ record, by })
      },
      isTiedToOwn: (arrowId) => tied.has(arrowId),
    }
  }

  #isTiedTo(arrowId: string, { actorId }: BoardAuthor): boolean {
    if (this.#good.find(arrowId)?.type !== 'arrow') return false
    return this.#good
      .bindingsAt(arrowId)
      .some(({ toId }) => authorOf(this.#good.findFormer(toId)) === actorId)
  }

  /** The facts about the document are the server's, whoever changes them: B2. */
  #writeBackMeta(keys: ReadonlySet<string>): boolean {
    let isChanged = false
    for (const key of keys) {
      const good = this.#goodMeta[key]
      if (this.#meta.has(key) && equalValues(this.#meta.get(key), good)) continue
      if (!this.#meta.has(key) && good === undefined) continue
      if (good === undefined) this.#meta.delete(key)
      else this.#meta.set(key, good)
      isChanged = true
    }
    return isChanged
  }

  /** Takes over what the server wrote in a transaction of its own. */
  #followServer(transaction: Y.Transaction): void {
    const isReviewed = this.#isReviewed
    this.#isReviewed = false
    if (isReviewed || transaction.changed.size === 0) return
    const touched = readTouched(transaction.changed, this.#board, this.#meta)
    for (const id of touched.records.keys()) this.#takeAsGood(id)
    if (touched.metaKeys.size === 0) return
    this.#goodMeta = this.#meta.toJSON()
    const isScript = touched.metaKeys.has(SCRIPT_KEY) || touched.metaKeys.has(STEPS_KEY)
    if (isScript) this.#step = StepGuard.of(this.#meta, this.#pens, this.#now)
    if (touched.metaKeys.has(METHOD_KEY)) {
      this.#policy = new ZonePolicy(methodOf(this.#doc))
      this.#repair.setPolicy(this.#policy)
      this.#hangCurtains()
    } else if (touched.metaKeys.has(CURTAINS_KEY)) this.#hangCurtains()
  }

  #hangCurtains(): void {
    this.#policy.hangBefore(Object.keys(readCurtains(this.#meta)))
  }

  #takeAsGood(id: string): void {
    const map: unknown = this.#board.get(id)
    const record = map instanceof Y.Map ? decodeRecord(map) : null
    if (record?.id === id && map instanceof Y.Map) this.#good.set(record, map, jsonBytes(record))
    else this.#good.delete(id)
  }
}

/** A binding is judged by its arrow and its shapes, and a shape by what it lies in: these come first. */
function inOrderOfNeed(
  records: ReadonlyMap<string, TouchedRecord>,
  board: Y.Map<RecordMap>,
): [string, TouchedRecord][] {
  if (records.size === 1) return [...records]
  const rank = (id: string) => (id.startsWith('binding:') ? 2 : isContainer(board.get(id)) ? 0 : 1)
  const ranked = [...records.keys()].map((id) => ({ id, rank: rank(id) })).sort((a, b) => a.rank - b.rank)
  const ordered = new Map<string, TouchedRecord>()
  for (const { id } of ranked) {
    const chain = new Set<string>()
    let next: unknown = id
    while (typeof next === 'string' && records.has(next) && !ordered.has(next) && !chain.has(next)) {
      chain.add(next)
      next = parentOf(board.get(next))
    }
    for (const each of [...chain].reverse()) {
      const record = records.get(each)
      if (record) ordered.set(each, record)
    }
  }
  return [...ordered]
}

function parentOf(map: unknown): unknown {
  if (!(map instanceof Y.Map)) return undefined
  const place: unknown = map.get(PLACE_KEY)
  if (Array.isArray(place)) return place[0]
  const base: unknown = map.get(BASE_KEY)
  return isObject(base) ? base['parentId'] : undefined
}

function isContainer(map: unknown): boolean {
  const base = map instanceof Y.Map ? map.get(BASE_KEY) : null
  return isObject(base) && (base['type'] === 'frame' || base['type'] === 'group')
}
