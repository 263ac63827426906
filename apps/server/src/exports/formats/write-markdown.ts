import type { ExportDocument, ExportItem } from '../document/export-document.ts'
import type { ExportTable, TableCell } from '../document/tables.ts'
import { exportWords, writeNumber } from '../words.ts'
import { aboutRows, labelled } from './about.ts'
import { itemRemark, type ListGroup, type OutlineSection, outlineOf } from './outline.ts'

/** What Markdown or HTML would read as a mark. */
const MARKS = /[\\`*_[\]<>#|~&]/g
/** What makes a list, a rule or a title at the start of a line. */
const LINE_MARKS = /^(\s*)([-+=]|\d+[.)])/

/** A board as Markdown (CommonMark with tables): readable as it stands, nothing written in it becomes a mark. */
export function writeMarkdown(document: ExportDocument): string {
  const { lang, board, method } = document
  const words = exportWords(lang)
  const parts = [
    `# ${escaped(board.title)}`,
    escaped(method.purpose),
    aboutRows(document)
      .map(([name, value]) => `- ${labelled(escaped(name), lang)}${escaped(value)}`)
      .join('\n'),
  ]
  for (const section of outlineOf(document)) {
    parts.push(`## ${escaped(section.title)}`)
    if (section.prompt) parts.push(`*${escaped(section.prompt)}*`)
    if (section.text) parts.push(paragraphs(section.text))
    for (const group of section.groups) parts.push(listOf(group, section, lang))
    for (const table of section.tables) parts.push(tableOf(table, lang))
    if (section.isEmpty) parts.push(escaped(words.empty))
    if (section.remark) parts.push(escaped(section.remark))
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function listOf(
  { title, items }: ListGroup,
  { carried }: OutlineSection,
  lang: ExportDocument['lang'],
): string {
  const list = items.map((item) => listItem(item, itemRemark(item, carried, lang))).join('\n')
  return title === null ? list : `### ${escaped(title)}\n\n${list}`
}

function listItem({ number, text: written }: ExportItem, remark: string | null): string {
  const mark = `${number}. `
  const indent = ' '.repeat(mark.length)
  const text = written
    .split('\n')
    .map(escapedLine)
    .join(`\\\n${indent}`)
    // an empty line would end the item
    .replaceAll(`\n${indent}\\\n`, `\n${indent}&nbsp;\\\n`)
  return mark + text + (remark === null ? '' : ` (${escaped(remark)})`)
}

function tableOf({ columns, rows }: ExportTable, lang: ExportDocument['lang']): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = columns.map(({ type }) => (type === 'number' ? '---:' : '---'))
  return [
    line(columns.map(({ label }) => inCell(label))),
    line(rule),
    ...rows.map((row) => line(row.map((cell) => inCell(words(cell, lang))))),
  ].join('\n')
}

function words(cell: TableCell, lang: ExportDocument['lang']): string {
  return typeof cell === 'number' ? writeNumber(cell, lang) : (cell ?? '')
}

function inCell(text: string): string {
  return text.split('\n').map(escaped).join('<br>')
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map(escapedLine).join('\\\n'))
    .join('\n\n')
}

function escapedLine(line: string): string {
  return escaped(line).replace(LINE_MARKS, (_, space: string, mark: string) =>
    mark.length > 1 ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
  )
}

function escaped(text: string): string {
  return text.replace(MARKS, (mark) => `\\${mark}`)
}
