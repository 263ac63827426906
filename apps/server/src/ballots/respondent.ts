import { createHmac } from 'node:crypto'

/**
 * Who stands for a person in one ballot: always the same there, so that she finds her choices again, and unlinkable
 * without the board's key. What she gave stays counted when she is removed.
 */
export function respondentOf(actorKey: string, ballotId: string, personId: string): string {
  return createHmac('sha256', actorKey).update(`ballot\n${ballotId}\n${personId}`).digest('base64url')
}
