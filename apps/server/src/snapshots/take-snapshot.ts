import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { insertSnapshot, type SnapshotHead } from './store.ts'

/** What a snapshot is taken of, by whom and under which name. */
export interface SnapshotOrder {
  /** Its id, when whoever orders it must be able to order it again; a new one when left out. */
  id?: string
  board: { id: string; title: string; cohortId: string }
  personId: string
  name: string
  offered: boolean
}

/** Keeps the board as it is stored now: whoever sees "saved" before the call is in it. */
export async function takeSnapshot(context: Context, order: SnapshotOrder): Promise<SnapshotHead> {
  const updates = await context.rooms.read(order.board.id)
  const board = await context.background.run('read', () => {
    const takes = packBytes(updates)
    return { takes, transfer: transferOf(takes) }
  })
  const head: SnapshotHead = {
    id: order.id ?? newId(),
    board_id: order.board.id,
    cohort_id: order.board.cohortId,
    board_title: order.board.title,
    name: order.name,
    offered: order.offered ? 1 : 0,
    template_id: board.template,
    template_version: board.templateVersion,
    hash: board.hash,
    items: board.items,
    taken_at: new Date(context.now()).toISOString(),
    taken_by: order.personId,
  }
  await insertSnapshot(context.db, { ...head, content: board.content })
  return head
}
