import { createHmac } from 'node:crypto'

/** Length of an actor id, in characters of base64url: 96 bits, far beyond chance on one board. */
const ACTOR_ID_LENGTH = 16

/** Who somebody is on one board: an id that tells nothing about her, nor about her other boards. */
interface Actor {
  readonly actorId: string
}

/** The actor that stands for a person on a board: always the same there, unlinkable elsewhere without that board's key. */
export function actorOn(actorKey: string, boardId: string, personId: string): Actor {
  const digest = createHmac('sha256', actorKey).update(`actor\n${boardId}\n${personId}`).digest()
  return { actorId: digest.toString('base64url').slice(0, ACTOR_ID_LENGTH) }
}
