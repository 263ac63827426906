import type { LocalisedText } from '@tablee/board'
import { localisedTextSchema } from '@tablee/contract'
import { type TemplateDraft, templateDraftSchema } from '@tablee/templates'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import type { RowLog } from './version-store.ts'

/** What a method was copied from. */
interface TemplateOrigin {
  readonly templateId: string
  readonly version: string
  readonly title: LocalisedText
}

/** A method that a coach writes, as it is stored. */
export interface OwnTemplate {
  readonly id: string
  readonly programme: { readonly id: string; readonly name: string }
  readonly ownerId: string | null
  readonly origin: TemplateOrigin | null
  readonly baseVersion: string
  readonly licence: string
  readonly credits: string
  readonly draft: TemplateDraft
  readonly revision: number
  readonly savedAt: string
  readonly publishedRevision: number | null
  readonly archived: boolean
}

/** What a new method begins with. */
export interface NewOwnTemplate {
  readonly id: string
  readonly programmeId: string
  readonly ownerId: string
  readonly origin: TemplateOrigin | null
  readonly baseVersion: string
  readonly licence: string
  readonly credits: string
  readonly draft: TemplateDraft
}

const originSchema = z.object({ templateId: z.string(), version: z.string(), title: localisedTextSchema })

/** Keeps a new method as a draft. */
export async function insertOwnTemplate(
  db: Kysely<Database>,
  template: NewOwnTemplate,
  now: number,
): Promise<void> {
  const at = new Date(now).toISOString()
  await db
    .insertInto('own_template')
    .values({
      id: template.id,
      programme_id: template.programmeId,
      owner_id: template.ownerId,
      origin: template.origin === null ? null : JSON.stringify(template.origin),
      base_version: template.baseVersion,
      licence: template.licence,
      credits: template.credits,
      draft: JSON.stringify(template.draft),
      revision: 1,
      saved_at: at,
      published_revision: null,
      archived: 0,
      created_at: at,
    })
    .execute()
}

/** One method that a coach writes. */
export async function findOwnTemplate(db: Kysely<Database>, id: string): Promise<OwnTemplate | null> {
  const row = await selectOwn(db).where('own_template.id', '=', id).executeTakeFirst()
  return row ? toOwn(row) : null
}

/** The methods of a person, or those of programmes; last saved first. One that cannot be read is left out, and logged. */
export async function findOwnTemplates(
  db: Kysely<Database>,
  of: { ownerId: string } | { programmeIds: readonly string[] },
  log?: RowLog,
): Promise<OwnTemplate[]> {
  if ('programmeIds' in of && of.programmeIds.length === 0) return []
  const all = selectOwn(db).orderBy('own_template.saved_at', 'desc').orderBy('own_template.id')
  const rows = await ('ownerId' in of
    ? all.where('own_template.owner_id', '=', of.ownerId)
    : all.where('own_template.programme_id', 'in', of.programmeIds)
  ).execute()
  return rows.flatMap((row) => {
    try {
      return toOwn(row)
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      log?.error({ templateId: row.id }, 'method not readable')
      return []
    }
  })
}

/** Saves a draft over this revision. @returns false when it was saved elsewhere meanwhile: nothing is changed then */
export async function saveDraft(
  db: Kysely<Database>,
  id: string,
  save: { revision: number; draft: TemplateDraft; licence: string; credits: string },
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('own_template')
    .set({
      draft: JSON.stringify(save.draft),
      licence: save.licence,
      credits: save.credits,
      revision: save.revision + 1,
      saved_at: new Date(now).toISOString(),
    })
    .where('id', '=', id)
    .where('revision', '=', save.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Notes that this revision of the draft is published. @returns false when another is the present one by now */
export async function markPublished(db: Kysely<Database>, id: string, revision: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('own_template')
    .set({ published_revision: revision })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a method out of the lists, or back into them. */
export async function setArchived(db: Kysely<Database>, id: string, archived: boolean): Promise<void> {
  await db
    .updateTable('own_template')
    .set({ archived: archived ? 1 : 0 })
    .where('id', '=', id)
    .execute()
}

function selectOwn(db: Kysely<Database>) {
  return db
    .selectFrom('own_template')
    .innerJoin('programme', 'programme.id', 'own_template.programme_id')
    .selectAll('own_template')
    .select('programme.name as programme_name')
}

type SelectedOwn = Awaited<ReturnType<ReturnType<typeof selectOwn>['executeTakeFirstOrThrow']>>

function toOwn(row: SelectedOwn): OwnTemplate {
  return {
    id: row.id,
    programme: { id: row.programme_id, name: row.programme_name },
    ownerId: row.owner_id,
    origin: row.origin === null ? null : originSchema.parse(JSON.parse(row.origin)),
    baseVersion: row.base_version,
    licence: row.licence,
    credits: row.credits,
    draft: templateDraftSchema.parse(JSON.parse(row.draft)),
    revision: row.revision,
    savedAt: row.saved_at,
    publishedRevision: row.published_revision,
    archived: row.archived === 1,
  }
}
