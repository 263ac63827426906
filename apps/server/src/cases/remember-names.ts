import type { Place, ScopeKind } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placesOfScope } from '../cohorts/places.ts'
import { findCohorts } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { readRosterEntries } from '../publication/read-roster.ts'
import { insertFormerNames } from '../publication/roster-store.ts'

/**
 * Keeps the names that the cohorts at and inside these places have at this moment. Called before one of them goes,
 * by a removal or a new name: what was written while it was in use must still not survive publication.
 */
export async function rememberNames(
  { config, now }: Pick<Context, 'config' | 'now'>,
  db: Kysely<Database>,
  scopes: readonly { readonly scopeKind: ScopeKind; readonly scopeId: string }[],
): Promise<void> {
  const places: Place[] = []
  for (const { scopeKind, scopeId } of scopes) places.push(...(await placesOfScope(db, scopeKind, scopeId)))
  const cohorts = (await findCohorts(db)).filter(({ id, programmeId }) =>
    places.some((place) =>
      place.cohortId === undefined
        ? place.programmeId === undefined || place.programmeId === programmeId
        : place.cohortId === id,
    ),
  )
  for (const { id } of cohorts) {
    const entries = await readRosterEntries({ config }, db, id)
    const names = entries
      .filter(({ automatic }) => automatic)
      .flatMap(({ id: subjectId, kind, name, aliases }) =>
        [name, ...aliases].map((text) => ({
          kind,
          name: text,
          subjectId: kind === 'place' ? null : subjectId,
        })),
      )
    await insertFormerNames({ config }, db, id, names, now())
  }
}
