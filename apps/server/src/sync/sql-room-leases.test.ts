import { roomLeasesContract } from '@tablee/sync/testing'
import { afterEach } from 'vitest'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open-database.ts'
import { newId } from '../ids.ts'
import { insertNode } from '../nodes/store.ts'
import { DATABASES } from '../testing/databases.ts'
import { SqlRoomLeases } from './sql-room-leases.ts'
import { SqlUpdateLog } from './sql-update-log.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

for (const { name, open } of DATABASES) {
  roomLeasesContract(name, async () => {
    const storage = await open()
    undo.push(() => storage.remove())
    const { db, dialect } = openDatabase(storage)
    undo.push(() => db.destroy())
    await migrate(db, dialect)
    return async (address) => {
      const id = newId()
      // a connection of its own, as a process has
      const own = openDatabase(storage)
      undo.push(() => own.db.destroy())
      const node = { id, address, schema: '008-nodes', keyCheck: 'k', lifeMs: 60_000 }
      await insertNode(db, dialect, node)
      return {
        address,
        log: new SqlUpdateLog(own),
        leases: new SqlRoomLeases(own.db, dialect, { id, alive: true, mayJudge: () => true }),
        async die() {
          await db.updateTable('node').set({ expires_at: 0 }).where('id', '=', id).execute()
        },
      }
    }
  })
}
