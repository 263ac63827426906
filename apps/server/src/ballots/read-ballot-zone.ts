import type { BallotZone } from '../background/jobs.ts'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'

/** What can be voted on in a zone as the board is stored now, read in the background; null when nothing can. */
export async function readBallotZone(
  { rooms, background }: Pick<Context, 'rooms' | 'background'>,
  { boardId, zoneId }: { boardId: string; zoneId: string },
): Promise<BallotZone | null> {
  const updates = await rooms.read(boardId)
  return background.run('ballotZone', () => {
    const takes = packBytes(updates)
    return { takes: { updates: takes, zoneId }, transfer: transferOf(takes) }
  })
}
