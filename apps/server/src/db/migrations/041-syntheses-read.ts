import type { MigrationStep } from '../dialect.ts'

/**
 * Keeps with which names and rules each synthesis was read, and what was found in it: those from before are unread, and
 * shown to nobody, until the server that starts has read them.
 */
export const synthesesRead: MigrationStep = async (db) => {
  for (const [column, unread] of [
    ['read_with', ''],
    ['found', '[]'],
  ] as const)
    await db.schema
      .alterTable('stake_synthesis')
      .addColumn(column, 'text', (made) => made.notNull().defaultTo(unread))
      .execute()
}
