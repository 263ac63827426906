import type { BoardRecord } from '../record.ts'
import type { GoodRecord } from './good-record.ts'
import type { LastGood } from './last-good.ts'
import { MAX_BOARD_BYTES, MAX_RECORDS } from './record-rules.ts'
import type { BoardAuthor, RefusalCode } from './refusal.ts'

/** The last records of a board, and the last of its bytes, are for authors who have little there. */
const LAST_RECORDS = 1_000
const LAST_BYTES = 4 * 1024 * 1024

/** What counts as little: twenty-five people who begin late have room for so much each. */
const FEW_RECORDS = 40
const FEW_BYTES = 160 * 1024

/** Who wants room on a board. */
interface Seeker {
  good: LastGood
  author: BoardAuthor
}

/** Whether a board has room for one record more: B10. */
export function placeFault({ good, author }: Seeker): RefusalCode | null {
  if (good.size >= MAX_RECORDS) return 'too_many_records'
  if (good.size < MAX_RECORDS - LAST_RECORDS || isLeading(author)) return null
  return good.shareOf(author.actorId).records < FEW_RECORDS ? null : 'too_many_records'
}

/** Whether it has room for a record of this size in the place of `entry`: B10. What gets smaller always has. */
export function roomFault(
  bytes: number,
  entry: GoodRecord | undefined,
  { good, author }: Seeker,
): RefusalCode | null {
  const more = bytes - (entry?.bytes ?? 0)
  if (more <= 0) return null
  if (good.bytes + more > MAX_BOARD_BYTES) return 'board_too_large'
  if (good.bytes + more <= MAX_BOARD_BYTES - LAST_BYTES || isLeading(author)) return null
  return good.shareOf(author.actorId).bytes + more <= FEW_BYTES ? null : 'board_too_large'
}

/** Counts as an author's what she made unsigned, or added to what is not hers. */
export function chargeAuthor(
  record: BoardRecord,
  bytes: number,
  entry: GoodRecord | undefined,
  { good, author }: Seeker,
): void {
  if (good.ownerOf(record) === author.actorId) return
  good.charge(author.actorId, entry ? 0 : 1, Math.max(0, bytes - (entry?.bytes ?? 0)))
}

/** Whether a change was refused because of what others have on the board: she has less than half of it. */
export function isOthersDoing(code: RefusalCode, { good, author }: Seeker): boolean {
  const { records, bytes } = good.shareOf(author.actorId)
  if (code === 'too_many_records') return records * 2 < good.size
  return code === 'board_too_large' && bytes * 2 < good.bytes
}

/** A session goes on when its board is nearly full. */
function isLeading({ role, leads }: BoardAuthor): boolean {
  return role === 'coach' || leads === true
}
