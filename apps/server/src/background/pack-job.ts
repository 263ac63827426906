import { writePackFile } from '../packs/write-pack-file.ts'
import type { Jobs } from './jobs.ts'
import { packBytes } from './packed-bytes.ts'

/** Most characters of JSON that are set in type: some 600 pages of notes, a minute of a core. */
const TYPESET_MAX_CHARACTERS = 12_000_000

/** Writes one file of a session's pack. */
export async function packJob({
  pack,
  file,
  fontFolder,
}: Jobs['pack']['takes']): Promise<Jobs['pack']['gives']> {
  const characters = pack.boards.reduce((sum, { content }) => sum + content.length, 0)
  if ((file === 'docx' || file === 'pdf') && characters > TYPESET_MAX_CHARACTERS) return null
  const files = await writePackFile(pack, file, { fontFolder })
  return { names: files.map(({ name }) => name), files: packBytes(files.map(({ bytes }) => bytes)) }
}
