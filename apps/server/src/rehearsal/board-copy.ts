import {
  BALLOT_PREFIX,
  BOARD_ROOT,
  type BoardAuthor,
  CURTAINS_KEY,
  META_ROOT,
  metaRoot,
  openBoardRules,
  RESULT_PREFIX,
  WORKSHOP_FACT,
} from '@tablee/board'
import { SCRIPT_KEY } from '@tablee/board/script'
import { Rooms } from '@tablee/sync'
import type { FastifyBaseLogger } from 'fastify'
import * as Y from 'yjs'
import type { BackgroundThread } from '../background/background-thread.ts'
import { startBallotFacts, tellBallots } from '../ballots/ballot-facts.ts'
import { actorOn } from '../boards/actor.ts'
import { type BoardRow, findBoard, insertBoard } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { migrate } from '../db/migrate.ts'
import { openMemoryDatabase } from '../db/open-database.ts'
import { newId } from '../ids.ts'
import { type CurtainFacts, startCurtainFacts } from '../private-writing/curtain-facts.ts'
import { SqlUpdateLog } from '../sync/sql-update-log.ts'

/** Somebody who is only simulated: she exists on the copy alone. */
export interface CopyPerson {
  readonly personId: string
  readonly actorId: string
  readonly name: string
}

/**
 * A board's copy with people of its own, in a database of its thread's memory: no list, count, export or backup can
 * have it, and nothing is left of it when the thread is gone.
 */
export interface BoardCopy {
  readonly context: Context
  readonly boardId: string
  readonly people: readonly CopyPerson[]
  readonly lead: CopyPerson
  /** Lets so many minutes pass on the clock of the copy. */
  pass(minutes: number): void
  close(): Promise<void>
}

/** Which board is copied, and for how many. */
interface CopyOrder {
  readonly board: Pick<BoardRow, 'title' | 'template'>
  /** As it is stored. */
  readonly updates: readonly Uint8Array[]
  readonly people: number
  /** When the clock of the copy begins, in ms since 1970. */
  readonly nowMs: number
}

/** Copies a board; what runs on it (script, ballots, curtains, workshop) does not run on the copy. */
export async function openBoardCopy(
  background: Pick<BackgroundThread, 'run'>,
  logger: FastifyBaseLogger,
  of: CopyOrder,
): Promise<BoardCopy> {
  const database = openMemoryDatabase()
  const { db, dialect } = database
  let { nowMs } = of
  const now = () => nowMs
  const rooms = new Rooms<BoardAuthor>({
    log: new SqlUpdateLog(database),
    createRules: (doc, _room, pause) => openBoardRules(doc, pause, { now }),
    roots: [BOARD_ROOT, META_ROOT],
    async prepare(boardId, change) {
      await tellBallots(db, boardId, change)
      await curtainFacts.prepare(boardId, change)
    },
    logger,
  })
  const curtainFacts: CurtainFacts = startCurtainFacts({ db, dialect, rooms }, logger)
  const ballotFacts = startBallotFacts({ db, rooms }, logger)
  const close = async () => {
    const told = Promise.all([curtainFacts.close(), ballotFacts.close()])
    await rooms.stop()
    await told
    await db.destroy()
  }
  try {
    await migrate(db, dialect)
    const boardId = newId()
    await rooms.create(boardId, copyOf(of.updates))
    const names = ['Animation', ...Array.from({ length: of.people }, (_, at) => `Personne ${at + 1}`)]
    const persons = names.map((name) => ({ personId: newId(), name }))
    await insertPlace(db, now, persons)
    const { template, title } = of.board
    await insertBoard(
      db,
      { id: boardId, cohortId: PLACE_ID, organisationId: null, title, template, personId: null },
      now(),
    )
    const copied = await findBoard(db, boardId)
    if (!copied) throw new Error('the copy was just kept')
    const [lead, ...people] = persons.map((person) => ({
      ...person,
      actorId: actorOn(copied.actorKey, boardId, person.personId).actorId,
    }))
    if (!lead) throw new Error('somebody leads')
    const parts = { db, dialect, rooms, background, curtainFacts, ballotFacts, now }
    return {
      // all that scripts, curtains and ballots ask for on a board that is held here; nobody signs in or takes files away
      context: parts as unknown as Context,
      boardId,
      people,
      lead,
      pass(minutes) {
        // a clock counts whole milliseconds
        nowMs += Math.round(minutes * MINUTE_MS)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const MINUTE_MS = 60_000
/** The only programme and cohort of a copy's database. */
const PLACE_ID = 'rehearsal'

function copyOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const facts = metaRoot(doc)
  doc.transact(() => {
    for (const key of [...facts.keys()]) if (isOfTheMoment(key)) facts.delete(key)
  })
  const copy = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return copy
}

function isOfTheMoment(key: string): boolean {
  return (
    [SCRIPT_KEY, CURTAINS_KEY, WORKSHOP_FACT].includes(key) ||
    key.startsWith(BALLOT_PREFIX) ||
    key.startsWith(RESULT_PREFIX)
  )
}

async function insertPlace(
  db: Context['db'],
  now: () => number,
  persons: readonly { personId: string; name: string }[],
): Promise<void> {
  const moment = new Date(now()).toISOString()
  const place = { id: PLACE_ID, name: PLACE_ID, name_key: PLACE_ID, created_at: moment }
  await db.insertInto('programme').values(place).execute()
  await db
    .insertInto('cohort')
    .values({ ...place, programme_id: PLACE_ID })
    .execute()
  await db
    .insertInto('person')
    .values(
      persons.map(({ personId, name }) => ({
        id: personId,
        name,
        email: null,
        kind: 'guest' as const,
        lang: 'fr' as const,
        created_at: moment,
        updated_at: moment,
      })),
    )
    .execute()
}
