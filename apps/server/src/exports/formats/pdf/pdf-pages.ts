import PDFDocument from 'pdfkit'
import type { PdfFonts } from './pdf-fonts.ts'
import { linesOf, type PdfLine } from './pdf-lines.ts'

/** Edges of every page, in pt. */
export const MARGIN_PT = 48
/** Line height as a factor of the font's size. */
export const LEADING = 1.35
/** Ink and paper of a page. */
const INK = '#1b2430'
/** Ink of what is said in passing. */
export const INK_SOFT = '#4d5866'
/** Baseline below the top of a line, as a factor of the size: the middle, and half of IBM Plex Sans' height. */
const BASELINE = LEADING / 2 + 0.375

type Structure = ReturnType<PDFKit.PDFDocument['struct']>

/** How a text is set. */
export interface TextStyle {
  size: number
  bold?: boolean
  colour?: string
  /** From the left edge of the text area, in pt. */
  indent?: number
}

/** Pages that are filled from top to bottom, with the structure that screen readers follow. */
export class PdfPages {
  readonly doc: PDFKit.PDFDocument
  readonly fonts: PdfFonts
  y = MARGIN_PT

  constructor(fonts: PdfFonts, about: { title: string; subject: string; lang: string; at: Date }) {
    this.fonts = fonts
    this.doc = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      tagged: true,
      lang: about.lang,
      displayTitle: true,
      pdfVersion: '1.7',
      // none: its standard fonts are not embedded, and every text here names its own
      font: '',
      info: {
        Title: about.title,
        Subject: about.subject,
        Creator: 'Tablée',
        Producer: 'Tablée',
        CreationDate: about.at,
      },
    })
    for (const { name, bytes } of fonts.files) this.doc.registerFont(name, Buffer.from(bytes))
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN_PT
  }

  /** Where the text area ends, above the footer. */
  get bottom(): number {
    return this.doc.page.height - MARGIN_PT - 18
  }

  addPage(layout: 'portrait' | 'landscape' = 'portrait'): void {
    this.doc.addPage({ size: 'A4', layout, margin: 0 })
    this.y = MARGIN_PT
  }

  /** Goes to a new page when less than this is left. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > MARGIN_PT) this.addPage()
  }

  /** Leaves some room. */
  space(height: number): void {
    this.y += height
  }

  /** Sets a text as one element of the structure, over as many pages as it takes. */
  text(parent: Structure, tag: string, text: string, style: TextStyle): void {
    const { size, bold = false, indent = 0 } = style
    const lines = linesOf(text, { fonts: this.fonts, size, bold, width: this.width - indent })
    const element = this.doc.struct(tag)
    parent.add(element)
    this.lines(element, tag, lines, style)
    element.end()
  }

  /** Sets lines into an element that is open. */
  lines(element: Structure, tag: string, lines: readonly PdfLine[], style: TextStyle): void {
    const height = style.size * LEADING
    let at = 0
    while (at < lines.length) {
      this.need(height)
      const fitting = Math.max(1, Math.floor((this.bottom - this.y) / height))
      const content = this.doc.markStructureContent(tag)
      for (const line of lines.slice(at, at + fitting)) {
        this.line(line, MARGIN_PT + (style.indent ?? 0), this.y, style)
        this.y += height
      }
      this.doc.endMarkedContent()
      element.add(content)
      at += fitting
    }
  }

  /** Draws one line, its top left corner at a point. */
  line(line: PdfLine, left: number, top: number, { size, colour = INK }: TextStyle): void {
    const { doc } = this
    const y = top + size * BASELINE
    let x = left
    for (const { text, font, actual, width } of line) {
      if (actual !== null) doc.markContent('Span', { actual })
      if (text !== '')
        doc.font(font, size).fillColor(colour).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
      if (actual !== null) doc.endMarkedContent()
      x += width * size
    }
  }

  /** Draws what is only to be seen. */
  decoration(draw: (doc: PDFKit.PDFDocument) => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    this.doc.save()
    draw(this.doc)
    this.doc.restore()
    this.doc.endMarkedContent()
  }

  /** Writes the foot of every page and closes the file. */
  async finish(footer: (page: number, pages: number) => string): Promise<Uint8Array> {
    const { doc } = this
    const { count } = doc.bufferedPageRange()
    for (let at = 0; at < count; at++) {
      doc.switchToPage(at)
      const style = { size: 8, colour: INK_SOFT }
      const [line] = linesOf(footer(at + 1, count), {
        fonts: this.fonts,
        size: style.size,
        width: this.width,
      })
      doc.markContent('Artifact', { type: 'Pagination' })
      if (line) this.line(line, MARGIN_PT, doc.page.height - MARGIN_PT, style)
      doc.endMarkedContent()
    }
    const chunks: Buffer[] = []
    const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.end()
    await ended
    return Uint8Array.from(Buffer.concat(chunks))
  }
}
