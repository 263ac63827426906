import type { ScopeKind } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findPlacedBoards } from './board-store.ts'
import { findCohorts, findOrganisations, findProgrammes } from './store.ts'

/** A kind of place and the id of one. */
export interface Scope {
  readonly scopeKind: ScopeKind
  readonly scopeId: string
}

/** What the whole installation is called. */
const INSTANCE_NAME = 'Tablée'

/** Reads the names of places, one query per kind. @returns a look-up; an unknown place is the empty text */
export async function nameScopes(
  db: Kysely<Database>,
  scopes: readonly Scope[],
): Promise<(scope: Scope) => string> {
  const ids = (kind: ScopeKind) => [
    ...new Set(scopes.filter((scope) => scope.scopeKind === kind).map((scope) => scope.scopeId)),
  ]
  const read = async (
    kind: ScopeKind,
    find: (ids: string[]) => Promise<readonly { id: string; name: string }[]>,
  ) =>
    (ids(kind).length > 0 ? await find(ids(kind)) : []).map(
      ({ id, name }) => [`${kind} ${id}`, name] as const,
    )
  const names = new Map([
    ...(await read('programme', (of) => findProgrammes(db, of))),
    ...(await read('cohort', (of) => findCohorts(db, of))),
    ...(await read('organisation', (of) => findOrganisations(db, of))),
    ...(await read('board', async (of) =>
      (await findPlacedBoards(db, { ids: of })).map(({ id, title }) => ({ id, name: title })),
    )),
  ])
  return ({ scopeKind, scopeId }) =>
    scopeKind === 'instance' ? INSTANCE_NAME : (names.get(`${scopeKind} ${scopeId}`) ?? '')
}
