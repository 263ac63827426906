import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BoardRecord,
  type BoardSnapshot,
  ballotKind,
  ballotLines,
  cellKey,
  mainColumn,
  RESULT_PREFIX,
  readContent,
  type ZoneDefinition,
} from '@tablee/board'
import type { ExportFormat } from '@tablee/contract'
import { filledBoard, TEMPLATES, type Template, templateMethod, templateRecords } from '@tablee/templates'
import { afterAll, describe, expect, test } from 'vitest'
import { pngJob, svgJob } from '../background/draw-job.ts'
import { documentTables } from './document/tables.ts'
import { writeDocument } from './document/write-document.ts'
import { exportFiles } from './export-files.ts'
import { readPdf, readWorkbook, readZip, unzip } from './testing/read-files.ts'
import { SAMPLE_HEAD } from './testing/sample-board.ts'

/** Numbers that stand nowhere by themselves: from 4000 on and a half, so that each is found again. */
const FIRST_NUMBER = 4000
const NUMBER = /(?<![\d.,#])[4-9]\d{3}[.,]5(?!\d)/g

const fontFolder = mkdtempSync(join(tmpdir(), 'tablee-export-methods-'))
afterAll(() => rmSync(fontFolder, { recursive: true, force: true }))

describe.each(TEMPLATES)('$id', (template) => {
  test('says the same words and numbers in every format, and its picture is one', async () => {
    const { snapshot, words } = writtenBoard(template)
    const { records, method, results } = snapshot
    const document = writeDocument(snapshot, SAMPLE_HEAD, 'fr')
    const drawing = { content: JSON.stringify({ records }), lang: 'fr' as const, fontFolder }
    const meant = { ...drawing, ...(method && { method }), ...(results && { facts: results }) }
    const png = await pngJob(meant)
    const svg = await svgJob(meant)
    const read = async (format: ExportFormat) => {
      const drawn = { fontFolder, svg: async () => svg, png: async () => png }
      const files = await exportFiles(document, format, drawn)
      if (!files) throw new Error(`${format} is too large`)
      return files.map(({ bytes }) => bytes)
    }
    const asText = async (format: ExportFormat) =>
      (await read(format)).map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n')
    const [docx = new Uint8Array()] = await read('docx')
    const [xlsx = new Uint8Array()] = await read('xlsx')
    const [pdf = new Uint8Array()] = await read('pdf')
    const parts = readZip(docx)
    const told: Record<string, string> = {
      csv: await asText('csv'),
      md: await asText('md'),
      xlsx: readWorkbook(xlsx)
        .flatMap(({ rows }) => rows.map((row) => row.join(' ')))
        .join('\n'),
      docx: (parts['word/document.xml'] ?? '').replaceAll(/<[^>]*>/g, ' '),
      pdf: readPdf(pdf, ['-layout']).text,
    }
    const numbers = documentTables(document)
      .flatMap(({ rows }) => rows.flat())
      .filter((cell) => typeof cell === 'number' && cell >= FIRST_NUMBER)
    expect(JSON.parse(await asText('json'))).toEqual(document)
    for (const [format, text] of Object.entries(told)) {
      expect(numbersIn(text), format).toEqual(numbers)
      expect(
        words.filter((word) => !text.includes(word)),
        format,
      ).toEqual([])
    }
    // the picture shows every note, and of its numbers none that is not its own
    expect(await asText('svg')).toBe(svg)
    expect(words.filter((word) => !svg.includes(word))).toEqual([])
    expect(numbersIn(svg.replaceAll(/<[^>]*>/g, ' ')).filter((number) => !numbers.includes(number))).toEqual(
      [],
    )
    const [picture = new Uint8Array()] = await read('png')
    expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe('PNG')
    const inside = Object.entries(unzip(docx)).filter(([name]) => name.startsWith('word/media/'))
    expect(inside.map(([, bytes]) => Buffer.from(bytes).equals(picture))).toEqual([true])
  })
})

/** A board of a method: two notes in each zone, its texts, every column filled, every ballot closed. */
function writtenBoard(template: Template): { snapshot: BoardSnapshot; words: string[] } {
  const method = templateMethod(template)
  const numbered = counter()
  const wordOf = ({ id }: ZoneDefinition, at: number) =>
    `Z${method.zones.findIndex((zone) => zone.id === id)}n${at}x`
  const isWritten = ({ kind, options }: ZoneDefinition) =>
    kind !== 'link' && kind !== 'vote' && (kind !== 'score' || options.axes !== undefined)
  const notes = method.zones
    .filter(isWritten)
    .flatMap((zone) => [0, 1].map((at) => ({ zoneId: zone.id, text: wordOf(zone, at) })))
  const records = filledBoard(templateRecords(template), notes, { by: 'ana' }).map((record): BoardRecord => {
    const zone = method.zones.find(({ id }) => id === record.meta?.['zone'])
    if (record.type !== 'note' || !zone) return record
    const main = mainColumn(zone)
    const cells = (zone.options.cols ?? [])
      .filter(({ id, type }) => id !== main?.id && type !== 'vote')
      .map(({ id, type, set }) => {
        if (type === 'number' || type === 'score') return [cellKey(id), numbered()]
        if (type === 'date') return [cellKey(id), '2027-03']
        const term = method.sets.find((each) => each.id === set)?.terms[0]
        return [cellKey(id), type === 'choice' && term ? term.id : `texte ${id}`]
      })
    return { ...record, meta: { ...record.meta, ...Object.fromEntries(cells) } }
  })
  const content = readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  const results = Object.fromEntries(
    method.zones.flatMap((zone) => {
      const kind = ballotKind(zone)
      const keys = ballotLines(content, zone.id, 'fr').map(({ key }) => key)
      if (kind === null) return []
      const given = (value: () => unknown) => Object.fromEntries(keys.map((key) => [key, value()]))
      const result =
        kind === 'scores'
          ? { kind, voters: 4, scores: given(() => summary(numbered)) }
          : { kind, voters: 4, totals: given(numbered) }
      return [[`${RESULT_PREFIX}${zone.id}`, result]]
    }),
  )
  return {
    snapshot: {
      template: template.id,
      templateVersion: template.version,
      records,
      items: [],
      links: [],
      method,
      results,
    },
    words: notes.map(({ text }) => text),
  }
}

function counter(): () => number {
  let last = FIRST_NUMBER - 0.5
  return () => {
    last += 1
    return last
  }
}

function summary(numbered: () => number) {
  return { n: 6, median: numbered(), min: numbered(), max: numbered(), spread: numbered() }
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(NUMBER)].map(([number]) => Number(number.replace(',', '.')))
}
