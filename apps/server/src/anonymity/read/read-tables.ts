import type { BoardRecord, BoardSnapshot } from '@tablee/board'
import { type Kysely, sql } from 'kysely'
import { actorOn } from '../../boards/actor.ts'
import type { Database } from '../../db/schema.ts'
import { type Evidence, meetPerson } from '../evidence.ts'
import { readRecords } from './read-records.ts'
import { readUpdates } from './read-updates.ts'

/** Read for what they are: bytes, whole boards, and the people themselves. */
const READ_APART = new Set([
  'sync_part',
  'sync_update',
  'snapshot',
  'deleted_note',
  'person',
  'account',
  'session',
])
/** Where a person stands beside a note because of what she did with it in the open, or because it speaks of her. */
const IN_THE_OPEN = new Set(['comment', 'comment_mention', 'workshop_action'])

/** Reads all that a database says about boards with anonymous notes: rows, documents with their logs, snapshots. */
export async function readTables(evidence: Evidence, source: string, db: Kysely<Database>): Promise<void> {
  const people = await db.selectFrom('person').select(['id', 'name', 'email']).execute()
  for (const { id, name, email } of people)
    meetPerson(evidence, { ids: email === null ? [id] : [id, email], names: [name] })
  const boards = await db
    .selectFrom('board')
    .select(['id', 'actor_key'])
    .where('id', 'in', db.selectFrom('curtain').select('board_id').where('anonymous', '=', 1))
    .execute()
  await readNotes(evidence, db)
  for (const { id, actor_key } of boards) {
    for (const person of people)
      meetPerson(evidence, { ids: [person.id, actorOn(actor_key, id, person.id).actorId] })
    await readRoom(evidence, `${source}, board ${id}`, db, id)
  }
  await readRows(evidence, source, db)
}

/** Which notes are anonymous, and what else stands for them: their hidden id, and the hash of their key. */
async function readNotes(evidence: Evidence, db: Kysely<Database>): Promise<void> {
  const notes = await db
    .selectFrom('private_note')
    .innerJoin('curtain', 'curtain.id', 'private_note.curtain_id')
    .selectAll('private_note')
    .select('curtain.zone_id')
    .where('curtain.anonymous', '=', 1)
    .execute()
  for (const { id, record_id, key_hash, zone_id } of notes) {
    evidence.anonymousZones.add(zone_id)
    const marks = [id, ...(key_hash === null ? [] : [key_hash])]
    evidence.anonymousIds.set(record_id ?? id, new Set(marks))
  }
}

async function readRoom(
  evidence: Evidence,
  source: string,
  db: Kysely<Database>,
  boardId: string,
): Promise<void> {
  const room = await db.selectFrom('sync_room').selectAll().where('id', '=', boardId).executeTakeFirst()
  if (!room) return
  const claims = await db.selectFrom('sync_claim').selectAll().where('room_id', '=', boardId).execute()
  for (const { client, author_id } of claims)
    if (Number(client) !== Number(room.server_client))
      meetPerson(evidence, { ids: [author_id], clients: [Number(client)] })
  const parts = await db
    .selectFrom('sync_part')
    .select('body')
    .where('room_id', '=', boardId)
    .where('generation', '=', room.generation)
    .orderBy('part')
    .execute()
  const tail = await db
    .selectFrom('sync_update')
    .select('body')
    .where('room_id', '=', boardId)
    .orderBy('seq')
    .execute()
  const updates = [...parts, ...tail].map(({ body }) => new Uint8Array(body))
  readUpdates(evidence, source, updates, [Number(room.server_client)])
  const snapshots = await db
    .selectFrom('snapshot')
    .select(['id', 'content'])
    .where('board_id', '=', boardId)
    .execute()
  for (const { id, content } of snapshots) {
    // takeSnapshot wrote it
    const { records } = JSON.parse(content) as BoardSnapshot
    readRecords(evidence, `${source}, snapshot ${id}`, records, { isPast: true })
  }
  const deleted = await db
    .selectFrom('deleted_note')
    .select('record')
    .where('board_id', '=', boardId)
    // of a withdrawn one nothing is left to read
    .where('record', '<>', '')
    .execute()
  const records = deleted.map(({ record }) => JSON.parse(record) as BoardRecord) // as it stood on the board
  readRecords(evidence, `${source}, deleted notes`, records, { isPast: true })
}

/** Every row of the other tables as one line. A hidden note's row is looked at as a note, too. */
async function readRows(evidence: Evidence, source: string, db: Kysely<Database>): Promise<void> {
  for (const { name } of await db.introspection.getTables()) {
    if (READ_APART.has(name) || IN_THE_OPEN.has(name)) continue
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
    for (const row of rows) {
      const values = Object.entries(row).filter(
        (entry): entry is [string, string | number] =>
          typeof entry[1] === 'string' || typeof entry[1] === 'number',
      )
      evidence.lines.push({
        source: `${source}, table ${name}`,
        text: values.map(([, value]) => value).join('\n'),
      })
      if (name !== 'private_note') continue
      const id = String(row['record_id'] ?? row['id'])
      if (!evidence.anonymousIds.has(id)) continue
      const fields = values
        .filter(
          ([path]) =>
            !['text', 'cells', 'id', 'record_id', 'curtain_id', 'key_hash', 'state', 'revision'].includes(
              path,
            ),
        )
        .map(([path, value]) => ({ path, value, isContent: false, isPast: false }))
      const note = {
        source: `${source}, table ${name}`,
        id,
        zone: null,
        isRow: false,
        text: String(row['text'] ?? ''),
        fields,
      }
      evidence.notes.push({ ...note, signedBy: null, madeBy: null, wordsBy: [], place: null, layer: null })
    }
  }
}
