import { join } from 'node:path'
import type { Lang } from '@tablee/board'
import { allows, type PackFile } from '@tablee/contract'
import { unpackBytes } from '../background/packed-bytes.ts'
import { placeOfBoard } from '../cohorts/places.ts'
import { findCohort, findOrganisations } from '../cohorts/store.ts'
import { commentsForFiles } from '../comments/comments-for-files.ts'
import type { Context } from '../context.ts'
import { barredAt } from '../doors/pass-door.ts'
import { AppError } from '../errors.ts'
import { fileStem } from '../exports/file-names.ts'
import type { ExportedFile } from '../exports/formats/exported-file.ts'
import { EXPORT_MAX_BYTES, zipOf } from '../exports/make-export.ts'
import { readSnapshotText } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'
import type { WorkshopBoardRow } from '../workshops/store.ts'
import type { Pack, PackBoard } from './pack.ts'
import { packWords } from './words.ts'

/** The boards of a session that somebody may take away: a participant's group and the plenary, for who leads all. */
export async function packBoards(
  db: Context['db'],
  { boards, signedIn }: SeenWorkshop,
): Promise<WorkshopBoardRow[]> {
  const { memberships, person } = signedIn
  const taken: WorkshopBoardRow[] = []
  for (const board of boards) {
    const place = await placeOfBoard(db, board.board_id)
    if (!place || !allows('board.export', memberships, place)) continue
    const leads = allows('script.run', memberships, place)
    const barred = await barredAt(db, { boardId: board.board_id, personId: person.id, leads })
    if (barred === null) taken.push(board)
  }
  return taken
}

/**
 * Makes one file of a pack from what was kept at the closing. Beside the main thread; the snapshots are read when its turn
 * comes there. Nothing of it is stored, so it holds what the one who asks may see, and no longer what was erased.
 * @throws {AppError} `pack_not_ready` while a board is not kept, `export_too_large`
 */
export async function makePackFile(
  context: Context,
  seen: SeenWorkshop,
  { file, lang }: { file: PackFile; lang: Lang },
): Promise<ExportedFile> {
  const fontFolder = join(context.config.dataDir, 'cache', 'fonts')
  const made = await context.background.run('pack', async () => ({
    takes: { pack: await readPack(context, seen, lang), file, fontFolder },
  }))
  if (made === null) throw new AppError('export_too_large')
  const bytes = unpackBytes(made.files)
  const files = made.names.map((name, at) => ({ name, bytes: bytes[at] ?? new Uint8Array() }))
  const [first] = files
  if (file !== 'pictures' && first) return first
  return zipOf(context, fileStem(`${packWords(lang).pictures} – ${seen.workshop.title}`), files)
}

async function readPack(context: Context, seen: SeenWorkshop, lang: Lang): Promise<Pack> {
  const { db } = context
  const { workshop } = seen
  const boards = await packBoards(db, seen)
  if (boards.length === 0) throw new AppError('forbidden')
  const ids = boards.flatMap(({ organisationId }) => organisationId ?? [])
  const nameOf = new Map((await findOrganisations(db, ids)).map(({ id, name }) => [id, name]))
  const read: PackBoard[] = []
  let characters = 0
  for (const board of boards) {
    const head = board.snapshot_id === null ? undefined : await findSnapshotHead(db, board.snapshot_id)
    if (!head) throw new AppError('pack_not_ready')
    const content = await readSnapshotText(db, head)
    characters += content.length
    if (characters > EXPORT_MAX_BYTES) throw new AppError('export_too_large')
    read.push({
      id: board.board_id,
      kind: board.kind,
      name: board.name,
      title: head.board_title,
      organisation: board.organisationId === null ? null : (nameOf.get(board.organisationId) ?? null),
      content,
      // keepOutcomes wrote it
      course: board.course === null ? null : (JSON.parse(board.course) as PackBoard['course']),
      comments: await commentsForFiles(context, board.board_id),
    })
  }
  const cohort = await findCohort(db, workshop.cohort_id)
  return {
    title: workshop.title,
    cohort: cohort?.name ?? '',
    startsAt: workshop.starts_at,
    lang,
    boards: read,
  }
}
