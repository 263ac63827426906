import { richTextToPlain } from '@tablee/board'
import { addItem, decodeBoard } from '@tablee/board/edit'
import type { Transaction } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import { openCaseStage } from '../cases/case-stage.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { createLoggerTo } from '../logger.ts'
import { preparePrivateStage } from '../private-writing/testing.ts'
import { DATABASES, openSqliteStorage } from '../testing/databases.ts'
import { openTestApp } from '../testing/open-test-app.ts'
import { beginErasure, erasePersonEverywhere } from './erase-person.ts'
import { startErasures } from './erasures.ts'
import { findErasure, findSubject } from './store.ts'
import { findInFolder } from './testing.ts'

/** What the server does by itself every fifteen seconds. */
async function look(context: Context): Promise<string> {
  const lines: string[] = []
  const erasures = startErasures(context, createLoggerTo({ write: (line) => void lines.push(line) }))
  await erasures.look()
  await erasures.close()
  return lines.join('')
}

test.each(DATABASES)(
  'E2 on $name an erasure that a crash cut short goes on with the next start',
  async ({ name, open }) => {
    const storage = await open()
    const before = await openTestApp(storage)
    const stage = await preparePrivateStage(before)
    const person = await stage.participant('Nathalie Dubreucq')
    const boardId = await stage.board('needs-macro-micro', [
      { zoneId: 'macro', text: 'Voir Nathalie Dubreucq' },
    ])
    const { actorKey } = (await findBoard(before.context.db, boardId)) ?? { actorKey: '' }
    await before.context.rooms.edit(boardId, (doc) => {
      addItem(
        { doc, by: actorOn(actorKey, boardId, person.personId).actorId, role: 'writer' },
        { zoneId: 'macro', text: 'De sa main' },
      )
    })
    const asked = { personId: person.personId, askedBy: null }
    const id = await beginErasure(before.context, asked)
    await expect(beginErasure(before.context, asked)).rejects.toMatchObject({ code: 'not_found' })
    // whom it looks for stands nowhere in the open meanwhile
    const row = await before.context.db.selectFrom('erasure').selectAll().execute()
    expect(Buffer.from(JSON.stringify(row)).toString('utf8')).not.toContain(person.personId)
    await before.close()

    const after = await openTestApp(storage)
    onTestFinished(async () => {
      await after.close()
      await storage.remove()
    })
    expect(await look(after.context)).not.toMatch(/Dubreucq|"level":50/)
    expect((await findErasure(after.context.db, id))?.state).toBe(name === 'sqlite' ? 'done' : 'cleaning')
    const doc = new Y.Doc()
    for (const update of await after.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    const notes = [...decodeBoard(doc).values()].filter(({ type }) => type === 'note')
    expect(notes.map(({ props }) => richTextToPlain(props?.['richText'])).sort()).toEqual([
      'De sa main',
      'Voir [personne]',
    ])
    // the other was there before anybody came
    expect(notes.map(({ meta }) => meta?.['by']).sort()).toEqual(['prepared', undefined])
    // nothing is left to do
    const { counts } = (await findErasure(after.context.db, id)) ?? {}
    expect(counts).toMatchObject({ boards: 1, records: 2 })
    await look(after.context)
    expect((await findErasure(after.context.db, id))?.counts).toEqual(counts)
  },
)

test('T1 what somebody changes at the very moment is gone through again, and her change stays', async () => {
  const stage = await openCaseStage(await openSqliteStorage())
  onTestFinished(() => stage.close())
  const { context } = stage.server
  const { id: caseId } = await stage.draftCase()
  const textOf = async () =>
    (
      await context.db
        .selectFrom('case_draft')
        .select('draft')
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow()
    ).draft
  expect(await textOf()).toContain('Fabienne')
  const { id: personId } = await context.db
    .selectFrom('person')
    .select('id')
    .where('name', 'like', 'Fabienne%')
    .executeTakeFirstOrThrow()
  const id = await beginErasure(context, { personId, askedBy: null })
  const subject = await findSubject(context, id)
  if (subject?.kind !== 'person') throw new Error('she is being erased')
  let changes = 0
  const db = changedBetween(context.db, async () => {
    changes += 1
    const draft = (await textOf()).replace('Rive Nouvelle', 'Autre Rive')
    await context.db
      .updateTable('case_draft')
      .set(({ eb }) => ({ draft, revision: eb('revision', '+', 1) }))
      .where('id', '=', caseId)
      .execute()
  })
  await erasePersonEverywhere({ ...context, db }, id, subject)
  expect(changes).toBe(1)
  expect(await textOf()).not.toContain('Fabienne')
  expect(await textOf()).toContain('Autre Rive')
})

/** The same database, in which somebody changes a draft once, after it was read and before it is written. */
function changedBetween(db: Context['db'], change: () => Promise<void>): Context['db'] {
  let reads = 0
  return new Proxy(db, {
    get(target, key) {
      if (key === 'selectFrom')
        return (table: 'case_draft') => {
          if (table === 'case_draft') reads += 1
          return target.selectFrom(table)
        }
      // the list of drafts was the first, the draft itself the second
      if (key === 'transaction' && reads === 2) {
        reads += 1
        return () => ({
          execute: async (work: (transaction: Transaction<Database>) => Promise<unknown>) => {
            await change()
            return target.transaction().execute(work)
          },
        })
      }
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

test('P1 after a withdrawal nothing of the case’s words stands in the folder, free pages and write-ahead log included', async () => {
  const storage = await openSqliteStorage()
  const stage = await openCaseStage(storage)
  onTestFinished(() => stage.close())
  const { caseId } = await stage.publishedCase()
  expect((await findInFolder(storage.dataDir, ['Rive Nouvelle'])).length).toBeGreaterThan(0)
  expect((await stage.asPublisher('POST', `/api/cases/${caseId}/withdraw`)).statusCode).toBe(200)
  await look(stage.server.context)
  expect(await findInFolder(storage.dataDir, ['Rive Nouvelle', 'rive-nouvelle'])).toEqual([])
})
