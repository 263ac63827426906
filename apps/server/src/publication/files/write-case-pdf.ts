import { openPdfFonts } from '../../exports/formats/pdf/pdf-fonts.ts'
import { INK_SOFT, MARGIN_PT, PdfPages } from '../../exports/formats/pdf/pdf-pages.ts'
import { drawSection } from '../../exports/formats/pdf/write-pdf.ts'
import { exportWords } from '../../exports/words.ts'
import type { CaseDocument } from './case-document.ts'

const TITLE = { size: 22, bold: true } as const
const HEADING = { size: 14, bold: true } as const
/** Most of a page that a picture takes, and the room for its title and what is read out of it, in pt. */
const IMAGE_HEIGHT_PT = 420
const CAPTION_ROOM_PT = 72
/** A small picture stays as small as on a page. */
const PT_PER_PX = 0.75
const SOFT = { size: 9.5, colour: INK_SOFT } as const

/** A published case as a tagged PDF; the finest date in it is its year. */
export async function writeCasePdf(
  found: CaseDocument,
  { fontFolder, images }: { fontFolder: string; images: readonly Uint8Array[] },
): Promise<Uint8Array> {
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
  drawImages(pages, root, { found, images })
  for (const note of notes) pages.text(root, 'P', note, SOFT)
  root.end()
  return pages.finish((page, count) => `${title} · ${words.page} ${page} ${words.of} ${count}`)
}

function drawImages(
  pages: PdfPages,
  root: ReturnType<PDFKit.PDFDocument['struct']>,
  { found, images }: { found: CaseDocument; images: readonly Uint8Array[] },
): void {
  if (found.images === null) return
  const { title, shown } = found.images
  const { doc } = pages
  const sect = doc.struct('Sect')
  root.add(sect)
  for (const [at, { alt, width, height }] of shown.entries()) {
    const scale = Math.min(PT_PER_PX, pages.width / width, IMAGE_HEIGHT_PT / height)
    const box = { w: width * scale, h: height * scale }
    pages.need(box.h + CAPTION_ROOM_PT)
    if (at === 0) {
      doc.outline.addItem(title)
      pages.text(sect, 'H2', title, HEADING)
      pages.space(6)
    }
    const png = images[at]
    if (png !== undefined) {
      const { y } = pages
      // where it stands, which the library's types do not know
      const about = { alt, bbox: [MARGIN_PT, y, MARGIN_PT + box.w, y + box.h] }
      const figure = doc.struct('Figure', about)
      sect.add(figure)
      const content = doc.markStructureContent('Figure')
      doc.image(Buffer.from(png), MARGIN_PT, y, { width: box.w })
      doc.endMarkedContent()
      figure.add(content)
      figure.end()
      pages.space(box.h + 6)
    }
    pages.text(sect, 'P', alt, SOFT)
    pages.space(10)
  }
  sect.end()
}

function factLine(name: string, value: string, lang: CaseDocument['lang']): string {
  return lang === 'fr' ? `${name}\u00a0: ${value}` : `${name}: ${value}`
}
