import type { ExportDocument, ExportItem } from '../../document/export-document.ts'
import { exportWords, fill } from '../../words.ts'
import { aboutRows, labelled } from '../about.ts'
import { itemRemark, type OutlineSection, outlineOf } from '../outline.ts'
import type { Picture } from '../picture.ts'
import { openPdfFonts } from './pdf-fonts.ts'
import { linesOf } from './pdf-lines.ts'
import { INK_SOFT, LEADING, MARGIN_PT, PdfPages } from './pdf-pages.ts'
import { drawTable } from './pdf-table.ts'

const BODY = { size: 10.5 } as const
const SOFT = { size: 9.5, colour: INK_SOFT } as const
const H1 = { size: 22, bold: true } as const
const H2 = { size: 14, bold: true } as const
const H3 = { size: 11, bold: true } as const
/** Room for the number before a note, in pt. */
const NUMBER_PT = 26

type Structure = ReturnType<PDFKit.PDFDocument['struct']>

/** A board as a tagged PDF: each row of zones on pages of its own, then the picture; zones are bookmarks. */
export async function writePdf(
  document: ExportDocument,
  { picture, fontFolder }: { picture: Picture; fontFolder: string },
): Promise<Uint8Array> {
  const { lang, board, method } = document
  const words = exportWords(lang)
  const fonts = await openPdfFonts(fontFolder, JSON.stringify(document))
  const pages = new PdfPages(fonts, {
    title: board.title,
    subject: method.title,
    lang,
    at: new Date(board.at),
  })
  const { doc } = pages
  const root = doc.struct('Document')
  doc.addStructure(root)
  pages.addPage()
  doc.outline.addItem(board.title)
  pages.text(root, 'H1', board.title, H1)
  pages.space(4)
  pages.text(root, 'P', method.purpose, BODY)
  pages.space(8)
  for (const [name, value] of aboutRows(document)) pages.text(root, 'P', labelled(name, lang) + value, SOFT)
  pages.space(12)
  let group: number | null = null
  for (const section of outlineOf(document)) {
    if (group !== null && section.group !== group) pages.addPage()
    group = section.group
    drawSection(pages, root, section, document)
  }
  drawPicture(pages, root, document, picture)
  root.end()
  return pages.finish((page, count) => `${board.title} · ${words.page} ${page} ${words.of} ${count}`)
}

/** Draws a section of an outline where the page stands. */
export function drawSection(
  pages: PdfPages,
  root: Structure,
  section: OutlineSection,
  { lang }: Pick<ExportDocument, 'lang'>,
): void {
  const words = exportWords(lang)
  const { doc } = pages
  const sect = doc.struct('Sect')
  root.add(sect)
  // a heading at the foot of a page, away from what it heads, is no heading
  pages.need(H2.size * LEADING + 5 * BODY.size * LEADING)
  doc.outline.addItem(section.title)
  pages.text(sect, 'H2', section.title, H2)
  if (section.prompt) pages.text(sect, 'P', section.prompt, SOFT)
  pages.space(6)
  if (section.text) pages.text(sect, 'P', section.text, BODY)
  for (const { title, items } of section.groups) {
    if (title !== null) {
      pages.need(H3.size * LEADING + 2 * BODY.size * LEADING)
      pages.text(sect, 'H3', title, H3)
    }
    const list = doc.struct('L')
    sect.add(list)
    for (const item of items) drawNote(pages, list, item, itemRemark(item, section.carried, lang))
    list.end()
    pages.space(4)
  }
  for (const table of section.tables) {
    drawTable(pages, sect, table, lang)
    pages.space(8)
  }
  if (section.isEmpty) pages.text(sect, 'P', words.empty, SOFT)
  if (section.remark) pages.text(sect, 'P', section.remark, SOFT)
  sect.end()
  pages.space(16)
}

function drawNote(pages: PdfPages, list: Structure, item: ExportItem, remark: string | null): void {
  const { doc, fonts } = pages
  const text = remark === null ? item.text : `${item.text} (${remark})`
  const lines = linesOf(text, { fonts, size: BODY.size, width: pages.width - NUMBER_PT })
  const [number] = linesOf(`${item.number}.`, { fonts, size: BODY.size, width: NUMBER_PT })
  const entry = doc.struct('LI')
  list.add(entry)
  pages.need(Math.min(lines.length, 2) * BODY.size * LEADING)
  const label = doc.struct('Lbl')
  const body = doc.struct('LBody')
  entry.add(label).add(body)
  const mark = doc.markStructureContent('Lbl')
  if (number) pages.line(number, MARGIN_PT, pages.y, BODY)
  doc.endMarkedContent()
  label.add(mark)
  pages.lines(body, 'LBody', lines, { ...BODY, indent: NUMBER_PT })
  entry.end()
  pages.space(3)
}

function drawPicture(pages: PdfPages, root: Structure, document: ExportDocument, picture: Picture): void {
  const { lang, board } = document
  const words = exportWords(lang)
  const { doc } = pages
  pages.addPage(picture.width > picture.height ? 'landscape' : 'portrait')
  doc.outline.addItem(words.picture)
  const sect = doc.struct('Sect')
  root.add(sect)
  pages.text(sect, 'H2', words.picture, H2)
  pages.space(6)
  const scale = Math.min(pages.width / picture.width, (pages.bottom - pages.y) / picture.height)
  const box = [
    MARGIN_PT,
    pages.y,
    MARGIN_PT + picture.width * scale,
    pages.y + picture.height * scale,
  ] as const
  const about = { alt: fill(words.pictureAlt, { title: board.title }), bbox: [...box] }
  const figure = doc.struct('Figure', about)
  sect.add(figure)
  const content = doc.markStructureContent('Figure')
  doc.image(Buffer.from(picture.png), MARGIN_PT, pages.y, { width: picture.width * scale })
  doc.endMarkedContent()
  figure.add(content)
  sect.end()
}
