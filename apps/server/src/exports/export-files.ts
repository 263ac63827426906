import type { ExportFormat } from '@tablee/contract'
import { strToU8 } from 'fflate'
import type { ExportDocument } from './document/export-document.ts'
import { documentTables } from './document/tables.ts'
import { fileStem } from './file-names.ts'
import type { ExportedFile } from './formats/exported-file.ts'
import { pictureOf } from './formats/picture.ts'
import { writeCsv } from './formats/write-csv.ts'
import { writeMarkdown } from './formats/write-markdown.ts'

/** Most characters that are set in type: some 600 pages, a minute of a core. The other formats carry a whole board. */
const TYPESET_MAX_CHARACTERS = 1_500_000

/** How the board is drawn, for formats with a picture. */
interface Drawn {
  fontFolder: string
  svg(): Promise<string>
  png(): Promise<Uint8Array>
}

/** A board as files of one format; null when it holds more than that format can carry. */
export async function exportFiles(
  document: ExportDocument,
  format: ExportFormat,
  drawn: Drawn,
): Promise<ExportedFile[] | null> {
  const single = (bytes: Uint8Array): ExportedFile[] => [
    { name: `${fileStem(document.board.title)}.${format}`, bytes },
  ]
  switch (format) {
    case 'json':
      return single(strToU8(`${JSON.stringify(document, null, 2)}\n`))
    case 'csv':
      return writeCsv(document)
    case 'md':
      return single(strToU8(writeMarkdown(document)))
    case 'xlsx': {
      const { writeXlsx } = await import('./formats/write-xlsx.ts')
      return single(await writeXlsx(document))
    }
    case 'docx': {
      if (charactersOf(document) > TYPESET_MAX_CHARACTERS) return null
      const { writeDocx } = await import('./formats/write-docx.ts')
      return single(await writeDocx(document, pictureOf(await drawn.png())))
    }
    case 'pdf': {
      if (charactersOf(document) > TYPESET_MAX_CHARACTERS) return null
      const { writePdf } = await import('./formats/pdf/write-pdf.ts')
      const picture = pictureOf(await drawn.png())
      return single(await writePdf(document, { picture, fontFolder: drawn.fontFolder }))
    }
    case 'svg':
      return single(strToU8(await drawn.svg()))
    case 'png':
      return single(await drawn.png())
  }
}

function charactersOf(document: ExportDocument): number {
  let sum = 0
  for (const { rows } of documentTables(document))
    for (const row of rows) for (const cell of row) if (typeof cell === 'string') sum += cell.length
  return sum
}
