import type { PackFile } from '@tablee/contract'
import { fileStem } from '../exports/file-names.ts'
import type { ExportedFile } from '../exports/formats/exported-file.ts'
import { packTables, writeMinutes } from './minutes.ts'
import type { Pack } from './pack.ts'
import { packWords } from './words.ts'

/** Writes one file of a pack; of pictures, the files that go into its zip. */
export async function writePackFile(
  pack: Pack,
  file: PackFile,
  { fontFolder }: { fontFolder: string },
): Promise<ExportedFile[]> {
  const words = packWords(pack.lang)
  const minutes = writeMinutes(pack)
  const at = new Date(pack.startsAt)
  const single = (word: string, ending: string, bytes: Uint8Array): ExportedFile[] => [
    { name: `${fileStem(`${word} – ${pack.title}`)}.${ending}`, bytes },
  ]
  switch (file) {
    case 'docx': {
      const { writeMinutesDocx } = await import('./formats/write-minutes-docx.ts')
      return single(words.minutes, 'docx', await writeMinutesDocx(minutes))
    }
    case 'pdf': {
      const { writeMinutesPdf } = await import('./formats/write-minutes-pdf.ts')
      return single(words.minutes, 'pdf', await writeMinutesPdf(minutes, { fontFolder, at }))
    }
    case 'xlsx': {
      const { writeWorkbook } = await import('../exports/formats/write-xlsx.ts')
      return single(words.tables, 'xlsx', await writeWorkbook(packTables(minutes)))
    }
    case 'actions': {
      const { writeWorkbook } = await import('../exports/formats/write-xlsx.ts')
      const tables = minutes.overall.filter(({ id }) => id === 'actions' || id === 'help' || id === 'later')
      return single(words.actions, 'xlsx', await writeWorkbook(tables))
    }
    case 'pictures': {
      const { zonePictures } = await import('./formats/zone-pictures.ts')
      return zonePictures(minutes, { fontFolder, today: at })
    }
  }
}
