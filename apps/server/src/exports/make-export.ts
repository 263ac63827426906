import { join } from 'node:path'
import type { Lang } from '@tablee/board'
import type { ExportFormat } from '@tablee/contract'
import type { ExportOrder } from '../background/jobs.ts'
import { packBytes, transferOf, unpackBytes } from '../background/packed-bytes.ts'
import { commentsForFiles } from '../comments/comments-for-files.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { ExportHead } from './document/export-document.ts'
import { distinctNames, fileStem } from './file-names.ts'
import type { ExportedFile } from './formats/exported-file.ts'

/** Most that one download may hold before it is packed, in bytes. */
export const EXPORT_MAX_BYTES = 200 * 1024 * 1024

/** How a board is exported. */
export interface ExportWish {
  format: ExportFormat
  lang: Lang
}

/** One board of a download: what stands on it now, or in a snapshot's content. */
export interface ExportSource {
  head: ExportHead
  /** Canonical JSON of a snapshot; null for what is stored of the board at this moment. */
  content: string | null
}

/**
 * One board as one file; a zip when the format makes several. Beside the main thread.
 * @throws {AppError} `export_too_large`
 */
export async function exportBoard(
  context: Context,
  source: ExportSource,
  wish: ExportWish,
): Promise<ExportedFile> {
  const files = await filesOf(context, source, wish)
  const [first] = files
  if (first && files.length === 1) return first
  return zipOf(context, fileStem(source.head.title), files)
}

/**
 * Several boards as a zip: one file each or, when the format makes several, a folder each. One after the other, so
 * that what others ask of the thread comes between.
 * @throws {AppError} `export_too_large`
 */
export async function exportBoards(
  context: Context,
  name: string,
  { sources, wish }: { sources: readonly ExportSource[]; wish: ExportWish },
): Promise<ExportedFile> {
  const all: ExportedFile[] = []
  const distinct = distinctNames()
  let bytes = 0
  for (const source of sources) {
    const { title, organisation } = source.head
    const stem = distinct(fileStem(organisation === null ? title : `${organisation} – ${title}`))
    const files = await filesOf(context, source, wish)
    for (const file of files) {
      bytes += file.bytes.length
      if (bytes > EXPORT_MAX_BYTES) throw new AppError('export_too_large')
      const ending = file.name.slice(file.name.lastIndexOf('.'))
      all.push({ ...file, name: files.length === 1 ? stem + ending : `${stem}/${file.name}` })
    }
  }
  return zipOf(context, fileStem(name), all)
}

async function filesOf(
  context: Context,
  { head, content }: ExportSource,
  wish: ExportWish,
): Promise<ExportedFile[]> {
  const fontFolder = join(context.config.dataDir, 'cache', 'fonts')
  const updates = content === null ? await context.rooms.read(head.id) : []
  // a snapshot keeps what stood on the board, not what was said of it
  const comments = content === null ? await commentsForFiles(context, head.id) : []
  const packed = await context.background.run('export', () => {
    const order = { head, comments, ...wish, fontFolder }
    if (content !== null) return { takes: { ...order, from: { content } } satisfies ExportOrder }
    const taken = packBytes(updates)
    return {
      takes: { ...order, from: { updates: taken } } satisfies ExportOrder,
      transfer: transferOf(taken),
    }
  })
  if (packed === null) throw new AppError('export_too_large')
  const bytes = unpackBytes(packed.files)
  return packed.names.map((name, at) => ({ name, bytes: bytes[at] ?? new Uint8Array() }))
}

/** Files in one zip of this name. Beside the main thread. */
export async function zipOf(
  { background }: Pick<Context, 'background'>,
  stem: string,
  files: readonly ExportedFile[],
): Promise<ExportedFile> {
  const bytes = await background.run('zip', () => {
    const packed = packBytes(files.map((file) => file.bytes))
    return { takes: { names: files.map(({ name }) => name), files: packed }, transfer: transferOf(packed) }
  })
  return { name: `${stem}.zip`, bytes }
}
