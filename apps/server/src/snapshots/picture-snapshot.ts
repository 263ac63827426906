import type { Lang } from '@tablee/board'
import type { Jobs } from '../background/jobs.ts'
import type { Context } from '../context.ts'
import { findAnyTemplate } from '../templates/find-template.ts'
import { readSnapshotText } from './read-snapshot-content.ts'
import type { SnapshotHead } from './store.ts'

/** The forms in which a snapshot is drawn. */
export const PICTURE_FORMATS = ['svg', 'png'] as const

/** Which look drawings have: raised when they show more or less than before, so that pictures that were kept are drawn again. */
export const DRAWING_LOOK = 4

/** One form in which a snapshot is drawn. */
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

/** The drawn snapshot: from the file store when it was drawn before in this language, otherwise drawn and kept. */
export async function pictureSnapshot(
  { db, files, drawer }: Pick<Context, 'db' | 'files' | 'drawer'>,
  { head, format, lang }: { head: SnapshotHead; format: PictureFormat; lang: Lang },
): Promise<Uint8Array> {
  const key = `snapshots/${head.id}/${lang}-${DRAWING_LOOK}.${format}`
  const kept = await files.get(key)
  if (kept) return kept
  const content = await readSnapshotText(db, head)
  const { desc, ...options } = await drawingOptions(db, head, lang)
  const drawn =
    format === 'png'
      ? await drawer.png(content, options)
      : Buffer.from(
          await drawer.svg(content, { ...options, title: head.name, ...(desc && { desc }) }),
          'utf8',
        )
  await files.put(key, drawn)
  return drawn
}

/** Where shapes lie in that picture, in the units of its view box; what is not drawn is left out. */
export async function placesInPicture(
  { db, drawer }: Pick<Context, 'db' | 'drawer'>,
  { head, shapeIds, lang }: { head: SnapshotHead; shapeIds: readonly string[]; lang: Lang },
): Promise<Jobs['places']['gives']> {
  const { desc: _desc, ...options } = await drawingOptions(db, head, lang)
  return drawer.places(await readSnapshotText(db, head), { ...options, shapeIds })
}

/** How a snapshot is drawn: the same each time, so that places fit the picture that is kept. */
async function drawingOptions(db: Context['db'], head: SnapshotHead, lang: Lang) {
  const template = await findAnyTemplate(db, head.template_id, head.template_version)
  const desc = (template ?? (await findAnyTemplate(db, head.template_id)))?.title[lang]
  return { lang, desc, today: head.taken_at }
}
