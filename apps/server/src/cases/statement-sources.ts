import type { Lang } from '@tablee/board'
import type { DraftStatement } from '@tablee/cases'
import type { Membership, StatementSources } from '@tablee/contract'
import { placeOfBoard } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { placesInPicture } from '../snapshots/picture-snapshot.ts'
import { canViewSnapshot } from '../snapshots/rules.ts'
import { findSnapshotHead, type SnapshotHead } from '../snapshots/store.ts'
import { findAnyTemplate } from '../templates/find-template.ts'

type Source = DraftStatement['sources'][number]
type SnapshotSources = StatementSources['snapshots'][number]

/**
 * The notes that a statement comes from, and where they are in the pictures of their snapshots. Of a snapshot that the
 * person may not see, or that is gone, there are only the words, which the draft holds anyway.
 */
export async function statementSources(
  context: Pick<Context, 'db' | 'drawer'>,
  statement: DraftStatement,
  reader: { memberships: readonly Membership[]; lang: Lang },
): Promise<StatementSources> {
  const snapshots: SnapshotSources[] = []
  for (const snapshotId of new Set(statement.sources.map((source) => source.snapshotId))) {
    const sources = statement.sources.filter((source) => source.snapshotId === snapshotId)
    const head = await findSnapshotHead(context.db, snapshotId)
    if (head === undefined) continue
    snapshots.push(await sourcesIn(context, { head, sources, ...reader }))
  }
  return { snapshots }
}

async function sourcesIn(
  { db, drawer }: Pick<Context, 'db' | 'drawer'>,
  of: { head: SnapshotHead; sources: readonly Source[]; memberships: readonly Membership[]; lang: Lang },
): Promise<SnapshotSources> {
  const { head, sources, memberships, lang } = of
  const place = await placeOfBoard(db, head.board_id)
  const isVisible = place !== null && canViewSnapshot(memberships, place, head)
  const shapeIds = sources.map(({ itemId }) => shapeOf(itemId))
  const drawn = isVisible ? await placesInPicture({ db, drawer }, { head, shapeIds, lang }) : null
  const template = await findAnyTemplate(db, head.template_id, head.template_version)
  return {
    id: head.id,
    taken: isVisible ? { boardTitle: head.board_title, name: head.name, at: head.taken_at } : null,
    picture: drawn?.picture ?? null,
    notes: sources.map(({ itemId, zoneId, text }) => {
      const found = drawn?.places.find(({ shapeId }) => shapeId === shapeOf(itemId))
      return {
        zone: template?.zones.find(({ id }) => id === zoneId)?.label[lang] ?? null,
        text,
        place: found ? { x: found.x, y: found.y, width: found.width, height: found.height } : null,
      }
    }),
  }
}

/** A paragraph of a sheet, `<sheet>#2`, lies where its sheet lies. */
function shapeOf(itemId: string): string {
  const at = itemId.indexOf('#')
  return at < 0 ? itemId : itemId.slice(0, at)
}
