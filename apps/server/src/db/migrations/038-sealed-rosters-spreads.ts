import { sql } from 'kysely'
import { bytesType, type MigrationStep } from '../dialect.ts'

/**
 * Names that are looked for before a case is published stand in one column each, as JSON until the server that starts
 * seals them with the instance's key (`sealClearNames`); who may read a published case is written down with it. And the
 * table of what editors write of the stakes of all cases.
 */
export const sealedRostersSpreads: MigrationStep = async (db, dialect) => {
  // JSON that says nothing, as each dialect writes bytes
  const nothing = dialect === 'sqlite' ? sql`x'7b7d'` : sql`'\\x7b7d'::bytea`
  const bytes = (said: object): Buffer => Buffer.from(JSON.stringify(said), 'utf8')
  for (const table of ['roster_entry', 'former_name'])
    await db.schema
      .alterTable(table)
      .addColumn('sealed', bytesType(dialect), (column) => column.notNull().defaultTo(nothing))
      .execute()
  const added = await db.selectFrom('roster_entry').select(['id', 'name', 'aliases', 'role_class']).execute()
  for (const { id, name, aliases, role_class } of added)
    await db
      .updateTable('roster_entry')
      .set({ sealed: bytes({ name, aliases: JSON.parse(String(aliases)), roleClass: role_class }) })
      .where('id', '=', id)
      .execute()
  const former = await db.selectFrom('former_name').select(['id', 'name']).execute()
  for (const { id, name } of former)
    await db
      .updateTable('former_name')
      .set({ sealed: bytes({ name }), name: id })
      .where('id', '=', id)
      .execute()
  for (const column of ['name', 'aliases', 'role_class'])
    await db.schema.alterTable('roster_entry').dropColumn(column).execute()
  await db.schema.alterTable('former_name').renameColumn('name', 'name_key').execute()
  await db.schema
    .alterTable('case_publication')
    .addColumn('spread', 'text', (column) => column.notNull().defaultTo('public'))
    .execute()
  await db.schema
    .createTable('stake_synthesis')
    .addColumn('stake', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('bullets', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('stake_synthesis_pk', ['stake', 'lang'])
    .execute()
}
