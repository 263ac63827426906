import { findTemplate, type Template } from '@tablee/templates'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findVersion } from './version-store.ts'

/** Under which terms the shipped methods may be used, and who made them. */
const SHIPPED = { licence: 'MIT', credits: 'Tablée' }

/** Under which terms a version of a method may be used, and who made it; a copy of it says so too. */
export async function rightsOf(
  db: Kysely<Database>,
  { id, version }: Pick<Template, 'id' | 'version'>,
): Promise<{ licence: string; credits: string }> {
  if (findTemplate(id)) return SHIPPED
  const { licence = '', credits = '' } = (await findVersion(db, id, version)) ?? {}
  return { licence, credits }
}
