import type { Lang } from '@tablee/board'
import { templateMethod } from '@tablee/templates'
import type { Context } from '../context.ts'
import { findAnyTemplate } from '../templates/find-template.ts'
import { readSnapshotText } from './read-snapshot-content.ts'
import type { SnapshotHead } from './store.ts'

/** The forms in which a snapshot is drawn. */
export const PICTURE_FORMATS = ['svg', 'png'] as const

/** One form in which a snapshot is drawn. */
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

/** The drawn snapshot: from the file store when it was drawn before in this language, otherwise drawn and kept. */
export async function pictureSnapshot(
  { db, files, drawer }: Pick<Context, 'db' | 'files' | 'drawer'>,
  { head, format, lang }: { head: SnapshotHead; format: PictureFormat; lang: Lang },
): Promise<Uint8Array> {
  const key = `snapshots/${head.id}/${lang}.${format}`
  const kept = await files.get(key)
  if (kept) return kept
  const content = await readSnapshotText(db, head)
  const template = await findAnyTemplate(db, head.template_id, head.template_version)
  const desc = (template ?? (await findAnyTemplate(db, head.template_id)))?.title[lang]
  // Without its method, which an old version may be, a board is drawn as it stands.
  const options = { lang, today: head.taken_at, ...(template && { method: templateMethod(template) }) }
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
