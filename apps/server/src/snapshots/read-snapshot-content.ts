import { createHash } from 'node:crypto'
import type { BoardSnapshot } from '@tablee/board'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findSnapshotContent, type SnapshotHead } from './store.ts'

/** Thrown when the stored content is gone or is not what was taken: someone must look at the database. */
class SnapshotDamaged extends Error {
  readonly snapshotId: string
  constructor(snapshotId: string) {
    super('a snapshot does not match its hash')
    this.name = 'SnapshotDamaged'
    this.snapshotId = snapshotId
  }
}

/** SHA-256 of a snapshot's canonical JSON, hexadecimal. */
export function contentHash(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex')
}

/**
 * The canonical JSON of what stood on the board, checked against the hash that was made when the snapshot was taken.
 * @throws {SnapshotDamaged} when the two differ.
 */
export async function readSnapshotText(
  db: Kysely<Database>,
  head: Pick<SnapshotHead, 'id' | 'hash'>,
): Promise<string> {
  const content = await findSnapshotContent(db, head.id)
  if (content === undefined || contentHash(content) !== head.hash) throw new SnapshotDamaged(head.id)
  return content
}

/**
 * What stood on the board.
 * @throws {SnapshotDamaged} as `readSnapshotText`.
 */
export async function readSnapshotContent(
  db: Kysely<Database>,
  head: Pick<SnapshotHead, 'id' | 'hash'>,
): Promise<BoardSnapshot> {
  // The hash matches, so this is byte for byte the BoardSnapshot that takeSnapshot wrote.
  return JSON.parse(await readSnapshotText(db, head)) as BoardSnapshot
}
