import { execFileSync } from 'node:child_process'
import { parse } from 'csv-parse/sync'
import { XMLParser } from 'fast-xml-parser'
import { unzipSync } from 'fflate'

/** Readers of exported files for tests: libraries and programs that wrote none of them. */

/** The rows of a CSV as a spreadsheet takes them. @throws when quoting or columns are off */
export function readCsv(bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), { bom: true, delimiter: ';', record_delimiter: '\r\n' })
}

/** The files of a zip, by name. */
export function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  return unzipSync(bytes)
}

/** The files of a zip as text, by name. */
export function readZip(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzip(bytes)).map(([name, file]) => [name, Buffer.from(file).toString('utf8')]),
  )
}

/** A part of an office file. @throws when it is no well-formed XML */
export function readXml(text: string): unknown {
  return new XMLParser({
    ignoreAttributes: false,
    preserveOrder: true,
    trimValues: false,
    processEntities: true,
  }).parse(text, true)
}

/** The text of a PDF as `pdftotext` reads it, and what `pdfinfo` says about the file. */
export function readPdf(bytes: Uint8Array, options: string[] = []): { text: string; info: string } {
  const run = (program: string, args: string[]) =>
    execFileSync(program, args, { input: bytes, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
  return {
    text: run('pdftotext', [...options, '-', '-']),
    // another program to start, which not every test asks
    get info() {
      return run('pdfinfo', ['-'])
    },
  }
}

interface XmlNode {
  readonly [name: string]: unknown
}

/** All elements of a name inside parsed XML, in their order. */
export function elements(xml: unknown, name: string): unknown[] {
  if (!Array.isArray(xml)) return []
  return (xml as XmlNode[]).flatMap((node) =>
    Object.entries(node).flatMap(([key, inside]) =>
      key === name ? [inside] : key === ':@' ? [] : elements(inside, name),
    ),
  )
}

/** The letters inside parsed XML; `breaks` names elements that end a line. */
export function lettersOf(xml: unknown, breaks: readonly string[] = []): string {
  if (!Array.isArray(xml)) return ''
  return (xml as XmlNode[])
    .map((node) =>
      Object.entries(node)
        .map(([key, inside]) =>
          key === '#text'
            ? String(inside)
            : key === ':@'
              ? ''
              : breaks.includes(key)
                ? '\n'
                : lettersOf(inside, breaks),
        )
        .join(''),
    )
    .join('')
}

/** The sheets of a workbook: their names, and their rows of strings, numbers and nulls. */
export function readWorkbook(
  bytes: Uint8Array,
): { name: string; rows: (string | number | null)[][]; xml: string }[] {
  const files = readZip(bytes)
  const part = (name: string) => files[`xl/${name}`] ?? ''
  const strings = elements(readXml(part('sharedStrings.xml')), 'si').map((si) => decoded(lettersOf(si)))
  const names = [...part('workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name ?? '',
  )
  return names.map((name, at) => {
    const xml = part(`worksheets/sheet${at + 1}.xml`)
    readXml(xml)
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
      const cells: (string | number | null)[] = []
      for (const [, column = '', attributes = '', value = ''] of row.matchAll(
        /<c r="([A-Z]+)\d+"([^>]*)>(?:<v>(.*?)<\/v>)?<\/c>/g,
      ))
        cells[columnAt(column)] = attributes.includes('t="s"')
          ? (strings[Number(value)] ?? null)
          : Number(value)
      return Array.from(cells, (cell) => cell ?? null)
    })
    return { name: name.replaceAll('&amp;', '&').replaceAll('&apos;', "'"), rows, xml }
  })
}

function columnAt(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
