import { type Mask, maskText, maskValue } from '@tablee/board'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/schema.ts'
import { markTextsChanged } from '../publication/library-revision.ts'

/** Rows that are looked at in one turn: everybody else has theirs between two. */
const ROWS_AT_ONCE = 200

/** A column in which people write. */
interface TextPlace {
  readonly table: keyof Database
  /** What a row is found by. */
  readonly key: readonly string[]
  readonly plain?: readonly string[]
  /** JSON: only the strings in it are read. */
  readonly json?: readonly string[]
  /** What says in whose cohort a row is; none: in nobody's in particular. */
  readonly at?: { readonly column: 'board_id' | 'cohort_id' | 'workshop_id' | 'curtain_id' }
  /** What is set beside, so that whoever shows it hears of the change. */
  readonly beside?: Readonly<Record<string, number>>
  /** Makes a change known to every process, in the transaction that makes it. */
  readonly tell?: (transaction: Kysely<Database>) => Promise<void>
}

/**
 * Everywhere that people write beside boards, snapshots and drafts of cases, which are gone through apart
 * (SPEC.md T1). Names of organisations, programmes and cohorts are theirs; published cases were agreed to word for word.
 */
const TEXT_PLACES: readonly TextPlace[] = [
  { table: 'comment', key: ['id'], plain: ['text'], at: { column: 'board_id' } },
  {
    table: 'private_note',
    key: ['curtain_id', 'id'],
    plain: ['text'],
    json: ['cells'],
    at: { column: 'curtain_id' },
  },
  {
    table: 'board',
    key: ['id'],
    plain: ['title'],
    at: { column: 'cohort_id' },
    beside: { title_untold: 1 },
  },
  { table: 'snapshot', key: ['id'], plain: ['name', 'board_title'], at: { column: 'cohort_id' } },
  { table: 'workshop', key: ['id'], plain: ['title'], at: { column: 'cohort_id' } },
  {
    table: 'workshop_board',
    key: ['board_id'],
    plain: ['name'],
    json: ['course'],
    at: { column: 'board_id' },
  },
  {
    table: 'workshop_action',
    key: ['board_id', 'item_id'],
    plain: ['text'],
    json: ['who'],
    at: { column: 'board_id' },
  },
  {
    table: 'workshop_guest',
    key: ['workshop_id', 'person_id'],
    plain: ['said'],
    at: { column: 'workshop_id' },
  },
  { table: 'rehearsal', key: ['board_id'], json: ['report'], at: { column: 'board_id' } },
  { table: 'case_check', key: ['case_id'], plain: ['reason'] },
  { table: 'own_template', key: ['id'], plain: ['credits'], json: ['draft', 'origin'] },
  {
    table: 'template_version',
    key: ['template_id', 'version'],
    plain: ['credits', 'note'],
    json: ['content'],
  },
  { table: 'stake_synthesis', key: ['stake', 'lang'], json: ['bullets'], tell: markTextsChanged },
  { table: 'vocabulary_change', key: ['programme_id', 'position'], json: ['label'] },
  { table: 'retention', key: ['cohort_id'], plain: ['pause_reason'], at: { column: 'cohort_id' } },
]

/** The masks of an erasure: in her own cohorts more counts as her name than elsewhere. */
export interface Masks {
  maskIn(cohortId: string | null): Mask
}

/** Puts the mask's word wherever people wrote of her beside boards. @returns how many rows changed */
export async function maskRows(
  db: Kysely<Database>,
  masks: Masks,
  work: (change: (transaction: Kysely<Database>) => Promise<void>) => Promise<void>,
): Promise<number> {
  let rows = 0
  for (const place of TEXT_PLACES) rows += await maskPlace(db, place, masks, work)
  return rows
}

type Row = Record<string, unknown>

async function maskPlace(
  db: Kysely<Database>,
  place: TextPlace,
  masks: Masks,
  work: (change: (transaction: Kysely<Database>) => Promise<void>) => Promise<void>,
): Promise<number> {
  const cohortOf = await cohortsBy(db, place)
  let changed = 0
  for (let from = 0; ; from += ROWS_AT_ONCE) {
    const rows = await readRows(db, place, from)
    const changes = rows.flatMap((row) => {
      const cohortId = place.at ? cohortOf(row[place.at.column]) : null
      const change = maskRow(row, place, masks.maskIn(cohortId))
      return change ? [{ row, change }] : []
    })
    if (changes.length > 0)
      await work(async (transaction) => {
        for (const { row, change } of changes) await updateRow(transaction, place, row, change)
        await place.tell?.(transaction)
      })
    changed += changes.length
    if (rows.length < ROWS_AT_ONCE) return changed
  }
}

/** In which cohort the rows of a place are, by what they say of it. */
async function cohortsBy(
  db: Kysely<Database>,
  { at }: TextPlace,
): Promise<(value: unknown) => string | null> {
  if (at === undefined) return () => null
  if (at.column === 'cohort_id') return (value) => String(value)
  const boards =
    at.column === 'curtain_id'
      ? db
          .selectFrom('curtain')
          .innerJoin('board', 'board.id', 'curtain.board_id')
          .select(['curtain.id as id', 'board.cohort_id as cohortId'])
      : at.column === 'workshop_id'
        ? db.selectFrom('workshop').select(['id', 'cohort_id as cohortId'])
        : db.selectFrom('board').select(['id', 'cohort_id as cohortId'])
  const of = new Map((await boards.execute()).map(({ id, cohortId }) => [id, cohortId]))
  return (value) => of.get(String(value)) ?? null
}

async function readRows(db: Kysely<Database>, place: TextPlace, from: number): Promise<Row[]> {
  const columns = [...new Set([...place.key, ...(place.at ? [place.at.column] : []), ...textColumns(place)])]
  const { rows } = await sql<Row>`
    select ${sql.join(columns.map((column) => sql.ref(column)))}
    from ${sql.table(place.table)}
    order by ${sql.join(place.key.map((column) => sql.ref(column)))}
    limit ${sql.lit(ROWS_AT_ONCE)} offset ${sql.lit(from)}`.execute(db)
  return rows
}

function maskRow(row: Row, place: TextPlace, mask: Mask): Row | null {
  const change: Row = {}
  for (const column of place.plain ?? []) {
    const value = row[column]
    if (typeof value !== 'string') continue
    const masked = maskText(value, mask)
    if (masked !== value) change[column] = masked
  }
  for (const column of place.json ?? []) {
    const value = row[column]
    if (typeof value !== 'string' || value === '') continue
    const json: unknown = JSON.parse(value)
    const masked = maskValue(json, mask)
    if (masked !== json) change[column] = JSON.stringify(masked)
  }
  return Object.keys(change).length > 0 ? { ...change, ...place.beside } : null
}

/** Only where the words are still those that were read: what was changed meanwhile is looked at by the next round. */
async function updateRow(
  transaction: Kysely<Database>,
  place: TextPlace,
  row: Row,
  change: Row,
): Promise<void> {
  const wanted = [
    ...place.key,
    ...Object.keys(change).filter((column) => textColumns(place).includes(column)),
  ]
  await sql`
    update ${sql.table(place.table)}
    set ${sql.join(Object.entries(change).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
    where ${sql.join(
      wanted.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
      sql` and `,
    )}`.execute(transaction)
}

function textColumns(place: TextPlace): string[] {
  return [...(place.plain ?? []), ...(place.json ?? [])]
}
