import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { hashOfKey } from './note-key.ts'
import { newNote, type PrivateStage, preparePrivateStage } from './testing.ts'

const TEXTS = ['Zibeline', 'Quetzal', 'Okapi', 'Narval', 'Fennec', 'Wombat']

describe.each(DATABASES)(
  'S1.4 on $name nothing that is stored links an anonymous note to its writer',
  ({ open }) => {
    let storage: TestStorage
    let server: TestApp
    let stage: PrivateStage
    let boardId: string
    /** Everything that stands for one of the people: ids, actors, names. */
    let people: string[]
    const notes = TEXTS.map((text, at) => ({ ...newNote(), text, writer: at % 3 }))

    beforeAll(async () => {
      storage = await open()
      server = await openTestApp(storage)
      stage = await preparePrivateStage(server)
      boardId = await stage.board()
      const names = ['Adélaïde', 'Barnabé', 'Clotilde']
      const writers = await Promise.all(names.map((name) => stage.participant(name)))
      const actorKey = (await findBoard(server.context.db, boardId))?.actorKey ?? ''
      people = writers.flatMap(({ personId }, at) => [
        personId,
        actorOn(actorKey, boardId, personId).actorId,
        names[at] ?? '',
      ])
      const curtainId = await stage.draw(boardId, true)
      for (const { id, key, text, writer } of notes) {
        const note = { id, key, curtainId }
        const cookie = writers[writer]?.cookie ?? ''
        expect((await stage.keep(boardId, cookie, { ...note, text: 'Brouillon' })).statusCode).toBe(200)
        expect((await stage.keep(boardId, cookie, { ...note, text, revision: 1 })).statusCode).toBe(200)
      }
    })
    afterAll(async () => {
      await server.close()
      await storage.remove()
    })

    /** Every row of every table, its bytes as text. */
    async function dump(): Promise<{ table: string; row: Record<string, unknown>; said: string }[]> {
      const { db } = server.context
      const tables = await db.introspection.getTables()
      const read = tables.map(async ({ name }) => {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
        return rows.map((row) => {
          const said = Object.values(row).map((value) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
          )
          return { table: name, row, said: said.join('\n') }
        })
      })
      return (await Promise.all(read)).flat()
    }
    /** The rows that speak of one of the notes. */
    const speaking = (rows: Awaited<ReturnType<typeof dump>>, words: readonly string[]) =>
      rows.filter(({ said }) => words.some((word) => said.includes(word)))
    const ownWords = notes.flatMap(({ id, key, text }) => [id, key, hashOfKey(key), text])

    test('while it is hidden: only its own row speaks of it, and of nobody and no moment', async () => {
      const found = speaking(await dump(), ownWords)
      expect([...new Set(found.map(({ table }) => table))]).toEqual(['private_note'])
      expect(found).toHaveLength(notes.length)
      for (const { row, said } of found) {
        expect(Object.keys(row).sort()).toEqual([
          'cells',
          'curtain_id',
          'id',
          'key_hash',
          'person_id',
          'record_id',
          'revision',
          'state',
          'text',
        ])
        expect(row['person_id']).toBeNull()
        for (const word of people) expect(said).not.toContain(word)
        for (const { key } of notes) expect(said).not.toContain(key)
      }
    })

    test('once it is revealed: no row joins it to a person, and its letters are the server’s', async () => {
      expect((await stage.lift(boardId)).json()).toEqual({ notes: notes.length })
      const board = await stage.notesIn(boardId)
      expect(board.map(({ text }) => text).sort()).toEqual([...TEXTS].sort())
      const recordIds = board.map(({ record }) => record.id)
      for (const { record } of board) {
        expect(record.meta).toEqual({ zone: 'macro' })
        for (const word of [...people, ...notes.map(({ id }) => id)])
          expect(JSON.stringify(record)).not.toContain(word)
      }
      const rows = await dump()
      const found = speaking(rows, [...ownWords, ...recordIds])
      expect([...new Set(found.map(({ table }) => table))].sort()).toEqual(['private_note', 'sync_update'])
      const kept = found.filter(({ table }) => table === 'private_note')
      for (const { row, said } of kept) {
        expect([row['text'], row['cells'], row['person_id']]).toEqual(['', '{}', null])
        for (const word of people) expect(said).not.toContain(word)
      }
      // in the log: one transaction, under the server's client id, and no word of people in it
      const bodies = found.filter(({ table }) => table === 'sync_update')
      expect(bodies).toHaveLength(1)
      const [body] = bodies
      for (const word of people) expect(body?.said).not.toContain(word)
      const { structs } = Y.decodeUpdate(new Uint8Array(body?.row['body'] as Buffer))
      const room = rows.find(({ table, row }) => table === 'sync_room' && row['id'] === boardId)
      expect(new Set(structs.map(({ id }) => id.client))).toEqual(
        new Set([Number(room?.row['server_client'])]),
      )
      // the order in the document is that of random ids, not of writing
      const inDocument = structs.flatMap((struct) =>
        struct instanceof Y.Item && struct.parentSub?.startsWith('shape:') ? [struct.parentSub] : [],
      )
      expect(inDocument).toEqual([...inDocument].sort())
      expect([...inDocument].sort()).toEqual([...recordIds].sort())
    })

    test('the log has no word of it', () => {
      for (const word of ownWords) expect(server.logged()).not.toContain(word)
    })
  },
)

test('A6 on SQLite no earlier words of a note are left in the pages', async () => {
  const sqlite = DATABASES.find(({ name }) => name === 'sqlite')
  if (!sqlite) throw new Error('no SQLite')
  const storage = await sqlite.open()
  const server = await openTestApp(storage)
  const stage = await preparePrivateStage(server)
  const boardId = await stage.board()
  const curtainId = await stage.draw(boardId, true)
  const [changed, withdrawn] = [newNote(), newNote()]
  const ask = (note: object) => stage.keep(boardId, stage.coach.cookie, { curtainId, ...note })
  await ask({ ...changed, text: 'Premier jet impubliable' })
  await ask({ ...changed, text: 'Second jet', revision: 1 })
  await ask({ ...withdrawn, text: 'Regret éternel' })
  await stage.withdraw(boardId, stage.coach.cookie, { ...withdrawn, curtainId })
  await sql`pragma wal_checkpoint(truncate)`.execute(server.context.db)
  const pages = await readFile(join(storage.dataDir, 'tablee.db'))
  expect(pages.includes('Second jet')).toBe(true)
  for (const word of ['impubliable', 'Regret', withdrawn.id]) expect(pages.includes(word)).toBe(false)
  await server.close()
  await storage.remove()
})
