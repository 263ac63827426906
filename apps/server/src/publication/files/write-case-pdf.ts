import { openPdfFonts } from '../../exports/formats/pdf/pdf-fonts.ts'
import { INK_SOFT, PdfPages } from '../../exports/formats/pdf/pdf-pages.ts'
import { drawSection } from '../../exports/formats/pdf/write-pdf.ts'
import { exportWords } from '../../exports/words.ts'
import type { CaseDocument } from './case-document.ts'

const TITLE = { size: 22, bold: true } as const
const SOFT = { size: 9.5, colour: INK_SOFT } as const

/** A published case as a tagged PDF; the finest date in it is its year. */
export async function writeCasePdf(found: CaseDocument, fontFolder: string): Promise<Uint8Array> {
  const { lang, title, naming, facts, sections, notes, year } = found
  const words = exportWords(lang)
  const pages = new PdfPages(await openPdfFonts(fontFolder, JSON.stringify(found)), {
    title,
    subject: naming ?? title,
    lang,
    at: new Date(Date.UTC(year, 0, 1)),
  })
  const { doc } = pages
  const root = doc.struct('Document')
  doc.addStructure(root)
  pages.addPage()
  doc.outline.addItem(title)
  pages.text(root, 'H1', title, TITLE)
  pages.space(4)
  if (naming !== null) pages.text(root, 'P', naming, SOFT)
  for (const [name, value] of facts) pages.text(root, 'P', factLine(name, value, lang), SOFT)
  pages.space(12)
  for (const section of sections) drawSection(pages, root, section, { lang })
  for (const note of notes) pages.text(root, 'P', note, SOFT)
  root.end()
  return pages.finish((page, count) => `${title} · ${words.page} ${page} ${words.of} ${count}`)
}

function factLine(name: string, value: string, lang: CaseDocument['lang']): string {
  return lang === 'fr' ? `${name}\u00a0: ${value}` : `${name}: ${value}`
}
