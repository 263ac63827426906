import { findTemplate, type Template } from '@tablee/templates'
import type { Kysely } from 'kysely'
import type { SignedIn } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { accessTo, authorProgrammes } from './rules.ts'
import { findOwnTemplate } from './store.ts'
import { findNewestNumbers, findVersion } from './version-store.ts'

/** A version of a shipped or a coach's method, the newest when none is named; null when it is kept nowhere. */
export async function findAnyTemplate(
  db: Kysely<Database>,
  id: string,
  version?: string,
): Promise<Template | null> {
  return findTemplate(id, version) ?? (await findVersion(db, id, version))?.template ?? null
}

/** The same, if this person may read it. */
export async function findReadableTemplate(
  { db }: Pick<Context, 'db'>,
  { person, memberships }: Pick<SignedIn, 'person' | 'memberships'>,
  { id, version }: { id: string; version?: string | undefined },
): Promise<Template | null> {
  const shipped = findTemplate(id, version)
  if (shipped) return shipped
  const own = await findOwnTemplate(db, id)
  if (!own || accessTo(own, person.id, await authorProgrammes(db, memberships)) === null) return null
  return (await findVersion(db, id, version))?.template ?? null
}

/** The newest version of each of these methods. */
export async function newestVersions(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const newest = await findNewestNumbers(
    db,
    ids.filter((id) => !findTemplate(id)),
  )
  for (const id of ids) {
    const shipped = findTemplate(id)
    if (shipped) newest.set(id, shipped.version)
  }
  return newest
}
