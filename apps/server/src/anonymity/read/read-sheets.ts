import { unzipSync } from 'fflate'
import type { Evidence, StoredField } from '../evidence.ts'

/** Columns that say who wrote a row, in the languages of the product. */
const SAYS_WHO =
  /^(by|author|authors?|auteur·?rice|auteure?|autrice|auteur(?:·rice)?|written by|created ?by|écrit par|créé par|schrijver|geschreven door|e-?mail|user ?id|person ?id|participant ?id|actor ?id|session|device|client ?id|ip)$/i
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** Reads the rows of a CSV; the file's name is the zone. */
export function readCsvFile(evidence: Evidence, source: string, text: string): void {
  readRows(evidence, source, { name: nameOf(source), rows: csvRows(text) })
}

/** Reads the sheets of a workbook. @throws when it is none */
export function readWorkbook(evidence: Evidence, source: string, bytes: Uint8Array): void {
  const files = unzipSync(bytes)
  const textOf = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
  const names = [...textOf('xl/workbook.xml').matchAll(/<sheet\b[^>]*\bname="([^"]*)"/g)].map((match) =>
    plainOf(match[1] ?? ''),
  )
  const shared = [...textOf('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) =>
    lettersOf(match[1] ?? ''),
  )
  for (const [at, name] of names.entries()) {
    const rows = sheetRows(textOf(`xl/worksheets/sheet${at + 1}.xml`), shared)
    readRows(evidence, `${source} (${name})`, { name, rows })
  }
  for (const name of Object.keys(files))
    if (/^xl\/(comments|threadedComments|persons)/.test(name))
      evidence.lines.push({ source, text: lettersOf(textOf(name)) })
}

function readRows(
  evidence: Evidence,
  source: string,
  { name, rows }: { name: string; rows: string[][] },
): void {
  const [header = [], ...body] = rows
  const signature = header.findIndex((label) => SAYS_WHO.test(label.trim()))
  for (const [at, cells] of body.entries()) {
    const text = cells.reduce((longest, cell) => (cell.length > longest.length ? cell : longest), '')
    if (text === '') continue
    const fields = cells.flatMap((value, column): StoredField[] => {
      const path = header[column]?.trim() ?? String(column)
      const isContent = !SAYS_WHO.test(path) && !ISO_TIME.test(value)
      return value === '' ? [] : [{ path: isContent ? path : asField(path), value, isContent, isPast: false }]
    })
    const signedBy = (signature < 0 ? '' : cells[signature]) || null
    const id = `${name}, row ${at + 1}`
    evidence.notes.push({
      source,
      id,
      zone: name,
      isRow: true,
      text,
      fields,
      signedBy,
      madeBy: null,
      wordsBy: [],
      place: null,
      layer: null,
    })
  }
}

/** A column that says who is looked at like a field that does. */
function asField(label: string): string {
  return SAYS_WHO.test(label) ? `${label}.author` : label
}

function nameOf(source: string): string {
  return (source.split('/').at(-1) ?? source).replace(/\.csv$/i, '').replace(/^\d\d /, '')
}

/** Cells between `;` or `,`, whichever the first line has more of. */
function csvRows(text: string): string[][] {
  const [first = ''] = text.split('\n')
  const separator = first.split(';').length >= first.split(',').length ? ';' : ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const body = text.replace(/^\ufeff/, '')
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at] ?? ''
    if (quoted && character === '"' && body[at + 1] === '"') cell += body[++at]
    else if (character === '"') quoted = !quoted
    else if (!quoted && character === separator) cell = push(row, cell)
    else if (!quoted && character === '\n') {
      push(row, cell.replace(/\r$/, ''))
      rows.push(row)
      row = []
      cell = ''
    } else cell += character
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

function push(row: string[], cell: string): string {
  row.push(cell)
  return ''
}

function sheetRows(xml: string, shared: readonly string[]): string[][] {
  return [...xml.matchAll(/<row\b[^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) => {
    const cells: string[] = []
    for (const [, attributes = '', inside = ''] of row.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
      const column = columnOf(/\br="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? '')
      const value = /<v>([\s\S]*?)<\/v>/.exec(inside)?.[1] ?? ''
      const isShared = /\bt="s"/.test(attributes)
      cells[column ?? cells.length] = isShared
        ? (shared[Number(value)] ?? '')
        : lettersOf(inside) || plainOf(value)
    }
    return Array.from(cells, (cell) => cell ?? '')
  })
}

/** `A` is 0, `AA` is 26. */
function columnOf(letters: string): number | null {
  if (letters === '') return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function lettersOf(xml: string): string {
  return [...xml.matchAll(/<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g)]
    .map((match) => plainOf(match[1] ?? ''))
    .join('')
}

function plainOf(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
