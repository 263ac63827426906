import { allows, type Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import { placesOfScope } from '../cohorts/places.ts'
import type { Database } from '../db/schema.ts'
import type { OwnTemplate } from './store.ts'

/** The ids of the programmes in which a person writes methods: those that she coaches, or a cohort of. */
export async function authorProgrammes(
  db: Kysely<Database>,
  memberships: readonly Membership[],
): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const membership of memberships) {
    for (const place of await placesOfScope(db, membership.scopeKind, membership.scopeId)) {
      const { programmeId } = place
      if (programmeId !== undefined && allows('template.author', [membership], place)) ids.add(programmeId)
    }
  }
  return ids
}

/** What somebody may do with a coach's method. */
export type TemplateAccess = 'write' | 'read' | null

/**
 * Its author writes it; the other coaches of its programme read what she has published. Everybody else may not know
 * that it exists.
 */
export function accessTo(
  template: Pick<OwnTemplate, 'ownerId' | 'programme' | 'publishedRevision'>,
  personId: string,
  programmes: ReadonlySet<string>,
): TemplateAccess {
  if (!programmes.has(template.programme.id)) return null
  if (template.ownerId === personId) return 'write'
  return template.publishedRevision === null ? null : 'read'
}
