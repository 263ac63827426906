import { randomUUID } from 'node:crypto'
import { INSTANCE_SCOPE_ID, type Membership, ROLE_SCOPES, ROLES, type ScopeKind } from '@tablee/contract'
import { createPerson, grant } from '../accounts/testing.ts'
import { insertBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import type { Context } from '../context.ts'

/** Somebody of a test about rights, and what she is. */
export interface Somebody {
  /** E.g. `coach@cohort`, `coach elsewhere`, `nobody`. */
  readonly label: string
  readonly memberships: readonly Membership[]
  /** Empty for nobody. */
  readonly headers: { readonly cookie?: string }
  readonly personId: string | null
}

/** A cohort of two organisations with a board of the first, and the same elsewhere. */
interface PlacesOfTest {
  readonly programmeId: string
  readonly cohortId: string
  readonly organisationIds: readonly string[]
  readonly boardId: string
}

/** One place, another one like it, and one person for each role in each kind of place where it can be held. */
export interface Everybody {
  readonly here: PlacesOfTest
  readonly elsewhere: PlacesOfTest
  readonly people: readonly Somebody[]
}

/** Fills a server for tests that ask of everybody what she may do `here`. */
export async function createEverybody(context: Context): Promise<Everybody> {
  const here = await createPlaces(context)
  const elsewhere = await createPlaces(context)
  const people: Somebody[] = [{ label: 'nobody', memberships: [], headers: {}, personId: null }]
  const add = async (label: string, memberships: readonly Membership[]) => {
    const { personId, cookie } = await createPerson(context, { name: label })
    for (const { role, scopeKind, scopeId } of memberships)
      await grant(context, personId, role, scopeKind, scopeId)
    people.push({ label, memberships, headers: { cookie }, personId })
  }
  await add('a stranger', [])
  for (const role of ROLES) {
    for (const scopeKind of ROLE_SCOPES[role]) {
      await add(`${role}@${scopeKind}`, [{ role, scopeKind, scopeId: idOf(here, scopeKind) }])
      if (scopeKind !== 'instance')
        await add(`${role}@${scopeKind} elsewhere`, [
          { role, scopeKind, scopeId: idOf(elsewhere, scopeKind) },
        ])
    }
  }
  return { here, elsewhere, people }
}

async function createPlaces(context: Context): Promise<PlacesOfTest> {
  const cohort = await createCohort(context, { organisations: ['Ferme du Verger', 'Atelier des Tilleuls'] })
  const boardId = randomUUID()
  await insertBoard(
    context.db,
    {
      id: boardId,
      cohortId: cohort.cohortId,
      organisationId: cohort.organisationIds[0] ?? null,
      title: 'Tableau confidentiel',
      template: {
        id: 'change-plan',
        version: '1',
        family: 'change',
        title: { fr: 'Plan', nl: 'Plan', en: 'Plan' },
      },
      personId: null,
    },
    context.now(),
  )
  return { ...cohort, boardId }
}

function idOf(places: PlacesOfTest, kind: ScopeKind): string {
  const ids: Record<ScopeKind, string | undefined> = {
    instance: INSTANCE_SCOPE_ID,
    programme: places.programmeId,
    cohort: places.cohortId,
    organisation: places.organisationIds[0],
    board: places.boardId,
  }
  return ids[kind] ?? ''
}
