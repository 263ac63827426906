import * as Y from 'yjs'
import { decodeRecord } from '../codec.ts'
import type { Lang } from '../language.ts'
import { boardRoot, metaRoot } from '../layout.ts'
import { methodOf } from '../method.ts'
import { type BoardRecord, equalValues } from '../record.ts'
import type { BoardContent, ContentItem, ZoneContent } from './board-content.ts'
import { readContent } from './read-content.ts'

/** The content of a document, kept up with it. */
export interface WatchedContent {
  /** What is on the board; null before the document holds its method. Parts that did not change stay the same objects. */
  content(): BoardContent | null
  /** The records as they stand at this moment. */
  records(): ReadonlyMap<string, BoardRecord>
  /** Calls back after changes, once a frame. Returns its undo. */
  subscribe(listener: () => void): () => void
  stop(): void
}

/** Runs something soon, once. Returns its undo. */
export type NextFrame = (run: () => void) => () => void

/** Follows a document and reads its content anew at most once a frame: the records that did not change stay decoded. */
export function watchContent(doc: Y.Doc, options: { lang: Lang; nextFrame?: NextFrame }): WatchedContent {
  const { lang, nextFrame = onNextFrame } = options
  const board = boardRoot(doc)
  const facts = metaRoot(doc)
  const records = new Map<string, BoardRecord>()
  const listeners = new Set<() => void>()
  let content: BoardContent | null = null
  let isStale = true
  let cancel: (() => void) | null = null

  function take(id: string): void {
    const map: unknown = board.get(id)
    const record = map instanceof Y.Map ? decodeRecord(map) : null
    if (record) records.set(id, record)
    else records.delete(id)
  }

  function follow(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    for (const event of events) {
      const id = event.path[0]
      if (Object.is(event.target, board)) for (const key of event.changes.keys.keys()) take(key)
      else if (typeof id === 'string') take(id)
    }
    soon()
  }

  function soon(): void {
    isStale = true
    cancel ??= nextFrame(() => {
      cancel = null
      for (const listener of [...listeners]) listener()
    })
  }

  for (const id of board.keys()) take(id)
  board.observeDeep(follow)
  facts.observe(soon)
  return {
    content() {
      if (!isStale) return content
      isStale = false
      const method = methodOf(doc)
      const next = method && readContent({ records, method, facts, lang })
      content = next && content ? keepParts(content, next) : next
      return content
    },
    records: () => records,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      cancel?.()
      board.unobserveDeep(follow)
      facts.unobserve(soon)
      listeners.clear()
    },
  }
}

/** Puts the objects of before in the place of equal new ones: whoever shows them sees what changed by comparing references. */
export function keepParts(before: BoardContent, next: BoardContent): BoardContent {
  const items = new Map<string, ContentItem>()
  for (const item of [...before.zones.flatMap((zone) => zone.items), ...before.unplaced])
    items.set(item.id, item)
  const keepItems = (list: ContentItem[], old: ContentItem[]) =>
    keepList(
      list.map((item) => kept(items.get(item.id), item)),
      old,
    )
  const zones = next.zones.map((zone, at): ZoneContent => {
    const old = before.zones[at]
    if (!old) return zone
    const merged: ZoneContent = {
      ...zone,
      items: keepItems(zone.items, old.items),
      area: kept(old.area, zone.area),
      lanes: kept(old.lanes, zone.lanes),
      clusters: kept(old.clusters, zone.clusters),
      links: kept(old.links, zone.links),
      sheet: kept(old.sheet, zone.sheet),
      curtain: kept(old.curtain, zone.curtain),
    }
    return Object.entries(merged).every(([key, value]) => value === old[key as keyof ZoneContent])
      ? old
      : merged
  })
  const merged: BoardContent = {
    zones: keepList(zones, before.zones),
    unplaced: keepItems(next.unplaced, before.unplaced),
    links: kept(before.links, next.links),
  }
  const isSame =
    merged.zones === before.zones && merged.unplaced === before.unplaced && merged.links === before.links
  return isSame ? before : merged
}

function kept<T>(before: T | undefined, next: T): T {
  return before !== undefined && equalValues(before, next) ? before : next
}

function keepList<T>(next: T[], before: T[]): T[] {
  return next.length === before.length && next.every((part, at) => part === before[at]) ? before : next
}

const onNextFrame: NextFrame = (run) => {
  const frame = requestAnimationFrame(run)
  // A page in the background has no frames, and what it shows is looked at when it comes back.
  return () => cancelAnimationFrame(frame)
}
