import { RoomElsewhere, RoomMissing, RoomsStopped } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import type * as Y from 'yjs'
import type { Context } from '../context.ts'
import { lookRegularly } from '../look-regularly.ts'

/** How often a process looks for what another could not tell, in ms: after a crash, or of a board that it holds. */
const LOOK_MS = 1_000

/** Writes on a board as the server; resolves when it is durable. */
export type WriteOnBoard = (change: (doc: Y.Doc) => void) => Promise<void>

/** Something that the database knows first and that the facts of boards say after it. */
interface Told {
  /** What it is, for the log. */
  what: string
  /** The boards that do not say it yet. */
  findUntold(): Promise<readonly string[]>
  /** Brings one board's facts to it. What was told already is not written again: it may run at any time. */
  tell(boardId: string, write: WriteOnBoard): Promise<void>
}

/** Tells boards what the database knows, whatever breaks in between. */
export interface BoardTeller {
  /** Tells one board now, if this process may write on it; its holder does so within a second otherwise. */
  tell(boardId: string): Promise<void>
  /** Stops looking; resolves when nothing is being told. */
  close(): Promise<void>
}

/** Starts to look for boards that do not know yet; the first time at once, since a crash may have left some. */
export function startBoardTeller(
  { rooms }: Pick<Context, 'rooms'>,
  logger: FastifyBaseLogger,
  told: Told,
): BoardTeller {
  const tell = async (boardId: string) => {
    try {
      await told.tell(boardId, (change) => rooms.edit(boardId, change))
    } catch (err) {
      if (err instanceof RoomElsewhere || err instanceof RoomMissing || err instanceof RoomsStopped) return
      logger.warn({ err, boardId, what: told.what }, 'a board could not be told; trying again')
    }
  }
  const { close } = lookRegularly({
    everyMs: LOOK_MS,
    atOnce: true,
    failed: (err) =>
      logger.warn(
        { err, what: told.what },
        'what boards are to be told could not be looked up; trying again',
      ),
    async work(isOver) {
      for (const boardId of await told.findUntold()) if (!isOver()) await tell(boardId)
    },
  })
  return { tell, close }
}
