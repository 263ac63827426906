import type { BoardAuthor } from '@tablee/board'
import type { RoomLeases, Rooms } from '@tablee/sync'
import type { Kysely } from 'kysely'
import type { AttemptLimiter } from './accounts/attempts/attempt-limiter.ts'
import type { Sessions } from './accounts/session.ts'
import type { BackgroundThread } from './background/background-thread.ts'
import type { BallotFacts } from './ballots/ballot-facts.ts'
import type { BoardItems } from './boards/board-items.ts'
import type { CursorColours } from './boards/cursor-colours.ts'
import type { TitleFacts } from './boards/title-facts.ts'
import type { NameReader } from './cases/names/name-reader.ts'
import type { CommentFacts } from './comments/comment-facts.ts'
import type { Config } from './config.ts'
import type { DialectName } from './db/dialect.ts'
import type { Database } from './db/schema.ts'
import type { DoorFacts } from './doors/door-facts.ts'
import type { FileStore } from './files/file-store.ts'
import type { Library } from './library/library.ts'
import type { RegularLook } from './look-regularly.ts'
import type { Kicks } from './nodes/kicks.ts'
import type { SocketProxy } from './nodes/socket-proxy.ts'
import type { ThisNode } from './nodes/this-node.ts'
import type { CurtainFacts } from './private-writing/curtain-facts.ts'
import type { BoardDrawer } from './snapshots/draw-board.ts'
import type { WorkshopFacts } from './workshops/workshop-facts.ts'

/** What every feature is given: nothing else is global. */
export interface Context {
  readonly config: Config
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  readonly files: FileStore
  /** One for all: it does one job at a time. */
  readonly background: BackgroundThread
  readonly drawer: BoardDrawer
  /** Reads public cases again when there are other names or rules. */
  readonly rereading: RegularLook
  /** All that is published, in memory. */
  readonly library: Library
  /** What is written on boards, kept as long as they stay the same. */
  readonly boardItems: BoardItems
  /** The colours of the people of each board. */
  readonly colours: CursorColours
  readonly rooms: Rooms<BoardAuthor>
  /** Closes sockets of every process: `rooms.closePeers` alone reaches this one's. */
  readonly kicks: Kicks
  /** Which process holds which room. */
  readonly leases: RoomLeases
  /** This process among those of the database. */
  readonly node: ThisNode
  /** Carries sockets to the process that holds their board. */
  readonly proxy: SocketProxy
  /** Tells boards what became of their ballots. */
  readonly ballotFacts: BallotFacts
  /** Tells boards how they are called since they were renamed. */
  readonly titleFacts: TitleFacts
  /** Tells boards where their comments are. */
  readonly commentFacts: CommentFacts
  /** Tells boards where everybody of their workshop is expected. */
  readonly workshopFacts: WorkshopFacts
  /** Tells boards how their doors stand. */
  readonly doorFacts: DoorFacts
  /** Tells boards what became of their curtains, and puts on them what is revealed. */
  readonly curtainFacts: CurtainFacts
  /** Reads cases with the operator's local model of names, where there is one. */
  readonly names: NameReader
  readonly sessions: Sessions
  /** Bounds guessing: passwords, codes. */
  readonly attempts: AttemptLimiter
  /** The present time in ms since 1970; a test may hold it still. */
  readonly now: () => number
}
