import {
  type PartInUse,
  type Template,
  templateDraftSchema,
  toTemplate,
  type ZoneInUse,
} from '@tablee/templates'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** One published version of a coach's method. */
export interface TemplateVersion {
  readonly version: string
  readonly template: Template
  readonly licence: string
  readonly credits: string
  readonly note: string
  readonly publishedAt: string
  /** The name of who published it. */
  readonly publishedBy: string | null
}

/** What a new version is. */
export interface NewVersion {
  readonly position: number
  readonly template: Template
  readonly licence: string
  readonly credits: string
  readonly note: string
  readonly personId: string
}

/** Says which rows could not be read. */
export type RowLog = Pick<FastifyBaseLogger, 'error'>

/**
 * Keeps a version for good.
 * @throws when its number or place is taken, because somebody published at the same moment, and before anything is kept
 * when it could not be read again.
 */
export async function insertVersion(
  db: Kysely<Database>,
  templateId: string,
  { position, template, licence, credits, note, personId }: NewVersion,
  now: number,
): Promise<void> {
  await db
    .insertInto('template_version')
    .values({
      template_id: templateId,
      version: template.version,
      position,
      content: JSON.stringify(templateDraftSchema.parse(template)),
      licence,
      credits,
      note,
      published_at: new Date(now).toISOString(),
      published_by: personId,
    })
    .execute()
}

/** The versions of a method, newest first; one that cannot be read is left out, and logged. */
export async function findVersions(
  db: Kysely<Database>,
  templateId: string,
  log?: RowLog,
): Promise<TemplateVersion[]> {
  const rows = await selectVersions(db)
    .where('template_version.template_id', '=', templateId)
    .orderBy('template_version.position', 'desc')
    .execute()
  return rows.flatMap((row) => toVersion(row, log) ?? [])
}

/** The place of the newest version of a method, counted from 1; 0 before the first one. */
export async function findLastPosition(db: Kysely<Database>, templateId: string): Promise<number> {
  const row = await db
    .selectFrom('template_version')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('template_id', '=', templateId)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

/** One version of a method, or the newest that can be read when none is named. */
export async function findVersion(
  db: Kysely<Database>,
  templateId: string,
  version?: string,
): Promise<TemplateVersion | null> {
  const some = selectVersions(db).where('template_version.template_id', '=', templateId)
  const row = await (version === undefined ? some : some.where('template_version.version', '=', version))
    .orderBy('template_version.position', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return toVersion(row) ?? (version === undefined ? ((await findVersions(db, templateId))[0] ?? null) : null)
}

/** The newest version of each of these methods that has one; all of them are coaches' own. */
export async function findNewestVersions(
  db: Kysely<Database>,
  templateIds: readonly string[],
  log?: RowLog,
): Promise<Map<string, TemplateVersion>> {
  if (templateIds.length === 0) return new Map()
  const rows = await selectVersions(db)
    .where('template_version.template_id', 'in', templateIds)
    .orderBy('template_version.position')
    .execute()
  // the last one of each stays
  return new Map(
    rows.flatMap((row) => {
      const version = toVersion(row, log)
      return version ? [[row.template_id, version] as const] : []
    }),
  )
}

/** Which number the newest version of each method has; without its content. */
export async function findNewestNumbers(
  db: Kysely<Database>,
  templateIds: readonly string[],
): Promise<Map<string, string>> {
  if (templateIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('template_version')
    .select(['template_id', 'version'])
    .where('template_id', 'in', templateIds)
    .orderBy('position')
    .execute()
  return new Map(rows.map((row) => [row.template_id, row.version]))
}

/**
 * What boards made from any version of this method hold: its zones, and their columns, lines, answers and axes. Where
 * versions differ in what one holds, it is as in the newest that has boards.
 */
export async function findInUse(
  db: Kysely<Database>,
  templateId: string,
): Promise<{ zonesInUse: ZoneInUse[]; partsInUse: PartInUse[] }> {
  const counts = await db
    .selectFrom('board')
    .select(['template_version', ({ fn }) => fn.countAll<number | string>().as('boards')])
    .where('template_id', '=', templateId)
    .groupBy('template_version')
    .execute()
  const zones = new Map<string, ZoneInUse>()
  const parts = new Map<string, PartInUse>()
  for (const { template } of await findVersions(db, templateId)) {
    const boards = Number(counts.find((row) => row.template_version === template.version)?.boards ?? 0)
    if (boards === 0) continue
    for (const { id, kind } of template.zones)
      zones.set(id, { ...(zones.get(id) ?? { id, kind }), boards: boards + (zones.get(id)?.boards ?? 0) })
    for (const part of partsOf(template)) {
      const key = JSON.stringify([part.zoneId, part.list, part.of, part.id])
      parts.set(key, { ...(parts.get(key) ?? part), boards: boards + (parts.get(key)?.boards ?? 0) })
    }
  }
  return { zonesInUse: [...zones.values()], partsInUse: [...parts.values()] }
}

function partsOf({ zones, axes = [] }: Template): Omit<PartInUse, 'boards'>[] {
  const plain = { of: null, type: null, set: null }
  const ofMethod = { ...plain, zoneId: null }
  return [
    ...zones.flatMap(({ id: zoneId, options }) => [
      ...(options.cols ?? []).map(({ id, type, set }) => ({
        zoneId,
        list: 'cols' as const,
        of: null,
        id,
        type,
        set: type === 'choice' ? (set ?? null) : null,
      })),
      ...(['items', 'choices', 'axes'] as const).flatMap((list) =>
        (options[list] ?? []).map(({ id }) => ({ ...plain, zoneId, list, id })),
      ),
    ]),
    ...axes.map(({ id }) => ({ ...ofMethod, list: 'axes' as const, id })),
    ...axes.flatMap(({ id: of, terms }) =>
      terms.map(({ id }) => ({ ...ofMethod, list: 'terms' as const, of, id })),
    ),
  ]
}

function selectVersions(db: Kysely<Database>) {
  return db
    .selectFrom('template_version')
    .leftJoin('person', 'person.id', 'template_version.published_by')
    .selectAll('template_version')
    .select('person.name as publisher')
}

type SelectedVersion = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>

/** Null for what no version of the product should have kept: one bad row must not close a programme's whole list. */
function toVersion(row: SelectedVersion, log?: RowLog): TemplateVersion | null {
  const content = templateDraftSchema.safeParse(JSON.parse(row.content))
  if (!content.success) {
    const fields = content.error.issues.map(({ path }) => path.join('.'))
    log?.error(
      { templateId: row.template_id, version: row.version, fields },
      'version of a method not readable',
    )
    return null
  }
  return {
    version: row.version,
    template: toTemplate(content.data),
    licence: row.licence,
    credits: row.credits,
    note: row.note,
    publishedAt: row.published_at,
    publishedBy: row.publisher,
  }
}
