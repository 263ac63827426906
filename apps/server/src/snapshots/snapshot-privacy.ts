import type { SnapshotSummary } from '@tablee/contract'
import { type MethodPrivacy, privacyOf } from '@tablee/templates'
import type { Context } from '../context.ts'

/** How often a copy of a copy is followed. */
const ORIGINS_MAX = 5

/** What to know before a board's snapshot is offered; null where its method has nothing to fear. */
export async function snapshotPrivacy(
  db: Context['db'],
  templateId: string,
): Promise<SnapshotSummary['privacy']> {
  const privacy = await methodPrivacy(db, templateId)
  if (!privacy || privacy.level === 'low') return null
  return { isDelicate: privacy.level !== 'medium', note: privacy.note }
}

/** That of a shipped method; a coach's copy gathers what its origin does. */
async function methodPrivacy(db: Context['db'], templateId: string): Promise<MethodPrivacy | null> {
  let id: string | null = templateId
  for (let copies = 0; id !== null && copies <= ORIGINS_MAX; copies += 1) {
    const privacy = privacyOf(id)
    if (privacy) return privacy
    id = await originOf(db, id)
  }
  return null
}

async function originOf(db: Context['db'], id: string): Promise<string | null> {
  const row = await db.selectFrom('own_template').select('origin').where('id', '=', id).executeTakeFirst()
  if (!row?.origin) return null
  // insertOwnTemplate wrote it
  const { templateId } = JSON.parse(row.origin) as { templateId: string }
  return templateId
}
