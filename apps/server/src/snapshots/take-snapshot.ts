import { canonicalJson, readSnapshot } from '@tablee/board'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { contentHash } from './read-snapshot-content.ts'
import { insertSnapshot, type SnapshotHead } from './store.ts'

/** What a snapshot is taken of, by whom and under which name. */
export interface SnapshotOrder {
  board: { id: string; title: string; cohortId: string }
  personId: string
  name: string
  offered: boolean
}

/** Keeps the board as it is stored now: whoever sees "saved" before the call is in it. */
export async function takeSnapshot(context: Context, order: SnapshotOrder): Promise<SnapshotHead> {
  const snapshot = readSnapshot(await context.rooms.read(order.board.id))
  const content = canonicalJson(snapshot)
  const head: SnapshotHead = {
    id: newId(),
    board_id: order.board.id,
    cohort_id: order.board.cohortId,
    board_title: order.board.title,
    name: order.name,
    offered: order.offered ? 1 : 0,
    template_id: snapshot.template,
    template_version: snapshot.templateVersion,
    hash: contentHash(content),
    items: snapshot.items.length,
    taken_at: new Date(context.now()).toISOString(),
    taken_by: order.personId,
  }
  await insertSnapshot(context.db, { ...head, content })
  return head
}
