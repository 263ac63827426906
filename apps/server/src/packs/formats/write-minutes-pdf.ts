import { labelled } from '../../exports/formats/about.ts'
import { openPdfFonts } from '../../exports/formats/pdf/pdf-fonts.ts'
import { INK_SOFT, PdfPages } from '../../exports/formats/pdf/pdf-pages.ts'
import { drawSection } from '../../exports/formats/pdf/write-pdf.ts'
import { exportWords } from '../../exports/words.ts'
import type { Minutes } from '../minutes.ts'
import { packWords } from '../words.ts'

const H1 = { size: 22, bold: true } as const
const CHAPTER = { size: 18, bold: true } as const
const SOFT = { size: 9.5, colour: INK_SOFT } as const

/** The minutes of a session as a tagged PDF: the whole first, then each board on pages of its own. */
export async function writeMinutesPdf(
  { lang, title, about, chapters }: Minutes,
  { fontFolder, at }: { fontFolder: string; at: Date },
): Promise<Uint8Array> {
  const words = exportWords(lang)
  const fonts = await openPdfFonts(fontFolder, JSON.stringify({ title, about, chapters }))
  const pages = new PdfPages(fonts, { title, subject: packWords(lang).minutes, lang, at })
  const { doc } = pages
  const root = doc.struct('Document')
  doc.addStructure(root)
  pages.addPage()
  doc.outline.addItem(title)
  pages.text(root, 'H1', title, H1)
  pages.space(4)
  for (const [name, value] of about) pages.text(root, 'P', labelled(name, lang) + value, SOFT)
  pages.space(12)
  for (const [at, chapter] of chapters.entries()) {
    if (at > 0) {
      pages.addPage()
      pages.text(root, 'H1', chapter.title, CHAPTER)
      pages.space(8)
    }
    for (const section of chapter.sections) drawSection(pages, root, section, { lang })
  }
  root.end()
  return pages.finish((page, count) => `${title} · ${words.page} ${page} ${words.of} ${count}`)
}
