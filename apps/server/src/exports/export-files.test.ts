import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFormat } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pngJob, svgJob } from '../background/draw-job.ts'
import type { ExportDocument } from './document/export-document.ts'
import { writeDocument } from './document/write-document.ts'
import { exportFiles } from './export-files.ts'
import type { ExportedFile } from './formats/exported-file.ts'
import {
  elements,
  lettersOf,
  readCsv,
  readPdf,
  readWorkbook,
  readXml,
  readZip,
} from './testing/read-files.ts'
import { AUTHOR, HOSTILE, SAMPLE_HEAD, sampleBoard } from './testing/sample-board.ts'

const fontFolder = mkdtempSync(join(tmpdir(), 'tablee-export-fonts-'))
const board = sampleBoard()
const exported = writeDocument(board, SAMPLE_HEAD, 'fr')
const files = new Map<ExportFormat, ExportedFile[]>()

beforeAll(async () => {
  for (const format of ['json', 'csv', 'md', 'xlsx', 'docx', 'pdf', 'svg', 'png'] as const)
    files.set(format, await write(exported, format))
})
afterAll(() => rmSync(fontFolder, { recursive: true, force: true }))

async function write(document: ExportDocument, format: ExportFormat): Promise<ExportedFile[]> {
  const drawing = { content: JSON.stringify({ records: board.records }), lang: document.lang, fontFolder }
  const written = await exportFiles(document, format, {
    fontFolder,
    svg: () => svgJob(drawing),
    png: () => pngJob(drawing),
  })
  if (!written) throw new Error(`${format} is too large`)
  return written
}

function bytesOf(format: ExportFormat, part = ''): Uint8Array {
  const found = files.get(format)?.find(({ name }) => name.includes(part))
  if (!found) throw new Error(`no ${format} ${part}`)
  return found.bytes
}
const textOf = (format: ExportFormat, part = '') => Buffer.from(bytesOf(format, part)).toString('utf8')

/** The needs as every format tells them: who, need, date, cost, after, votes, rank; numbers as numbers. */
const NEEDS = [
  ['Chef·fe d’équipe', 'voir le plan', '2027-03-12', 1250.5, 'savoir qui est là', 5, '1 ex æquo'],
  ['Concierge', 'savoir qui est là', '2027-03', -3, '', 3, '3'],
  ['Équipe', 'noter les heures', '', '', '', 5, '1 ex æquo'],
  ['Équipe', 'lire le bon', '2027', '', '', 0, '4'],
]
const asNumber = (text: string) => (/^-?\d+(,\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text)
/** Columns whose numbers are numbers; dates and ranks stay words. */
const typed = (row: string[]) => row.map((cell, at) => (at === 3 || at === 5 ? asNumber(cell) : cell))
const EXCEL_EPOCH_DAYS = 25_569
const fromExcel = (cell: string | number | null, at: number) =>
  at === 2 && typeof cell === 'number'
    ? new Date((cell - EXCEL_EPOCH_DAYS) * 86_400_000).toISOString().slice(0, 10)
    : (cell ?? '')

test('A18 what a colour stands for goes along as a column and behind a note in a list, and else nothing', async () => {
  const colour = board.records.find(({ id }) => id === 'shape:p1')?.props?.['color']
  const results = { ...board.results, colours: { [String(colour)]: 'Freins' } }
  const document = writeDocument({ ...board, results }, SAMPLE_HEAD, 'fr')
  const part = async (format: ExportFormat, name: string) => {
    const file = (await write(document, format)).find((each) => each.name.includes(name))
    return Buffer.from(file?.bytes ?? []).toString('utf8')
  }
  expect(await part('csv', 'Profils')).toMatch(/;Couleur\r?\n1;Ouvrier;Freins\r?\n/)
  expect(await part('md', '')).toMatch(/Ouvrier.*Freins/)
  expect(textOf('csv', 'Profils')).not.toContain('Couleur')
  expect(JSON.stringify(exported)).not.toContain('"colour"')
})

test('what a note brought along from a table goes with it into a zone without columns, in every format', async () => {
  const moved = sampleBoard()
  const places: Record<string, number> = { 'shape:n1': 1820, 'shape:n2': 2060 }
  for (const record of moved.records) {
    const x = places[record.id]
    if (x !== undefined) Object.assign(record, { x, y: 7160, meta: { ...record.meta, zone: 'empty' } })
  }
  const document = writeDocument(moved, SAMPLE_HEAD, 'fr')
  const part = async (format: ExportFormat, name = '') =>
    (await write(document, format)).find((each) => each.name.includes(name))?.bytes ?? new Uint8Array()
  const header = ['N°', 'Texte', 'Qui', 'Échéance', 'Coût', 'Après']
  expect(readCsv(await part('csv', 'Rien'))).toEqual([
    header,
    ['1', 'voir le plan', 'Chef·fe d’équipe', '2027-03-12', '1250,5', 'savoir qui est là'],
    ['2', 'savoir qui est là', 'Concierge', '2027-03', '-3', ''],
  ])
  const sheet = readWorkbook(await part('xlsx')).find(({ name }) => name.startsWith('Rien'))
  expect(sheet?.rows[0]).toEqual(header)
  expect(sheet?.rows.slice(1).map((row) => row[4])).toEqual([1250.5, -3])
  const behind =
    'savoir qui est là (Qui\u00a0: Concierge\u00a0; Échéance\u00a0: 2027-03\u00a0; Coût\u00a0: -3)'
  expect(Buffer.from(await part('md')).toString('utf8')).toContain(behind)
  expect(lettersOf(readXml(readZip(await part('docx'))['word/document.xml'] ?? ''))).toContain(behind)
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
  expect(plain(readPdf(await part('pdf')).text)).toContain(plain(behind))
  const zone = document.zones.find(({ id }) => id === 'empty')
  expect(zone?.carried?.map(({ id, type }) => [id, type])).toEqual([
    ['who', 'choice'],
    ['by', 'date'],
    ['cost', 'number'],
    ['after', 'link'],
  ])
  expect(JSON.stringify(exported)).not.toContain('"carried"')
})

describe('the same numbers, words and order', () => {
  test('in JSON', () => {
    const parsed = JSON.parse(textOf('json')) as ExportDocument
    expect(parsed).toMatchObject({
      format: 'tablee-board',
      version: 1,
      lang: 'fr',
      method: { version: '2.1.0' },
    })
    const needs = parsed.zones.find(({ id }) => id === 'needs')
    const rows = needs?.items.map(({ cells, votes, rank }) => [
      cells['who']?.label,
      cells['need']?.label,
      cells['by']?.value ?? '',
      cells['cost']?.value ?? '',
      cells['after']?.label,
      votes,
      rank?.tied ? `${rank.place} ex æquo` : String(rank?.place),
    ])
    expect(rows).toEqual(NEEDS)
    expect(needs?.items[1]?.cells['who']).toEqual({ kind: 'free', value: 'Concierge', label: 'Concierge' })
  })

  test('in CSV', () => {
    const [header, ...rows] = readCsv(bytesOf('csv', 'Besoins'))
    expect(header).toEqual(['N°', 'Qui', 'Besoin', 'Échéance', 'Coût', 'Après', 'Points', 'Rang'])
    expect(rows.map(([, ...cells]) => typed(cells))).toEqual(NEEDS)
  })

  test('in XLSX, typed, under a header that stays', () => {
    const sheet = readWorkbook(bytesOf('xlsx')).find(({ name }) => name.startsWith('Besoins'))
    expect(sheet?.rows.slice(1).map(([, ...cells]) => cells.map(fromExcel))).toEqual(NEEDS)
    expect(sheet?.rows[1]?.[4]).toBe(1250.5)
    expect(sheet?.xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  })

  test('in Markdown', () => {
    const rows = textOf('md')
      .split('\n')
      .filter((line) => /^\| \d+ \| (Chef|Concierge|Équipe)/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(2, -1)
          .map((cell) => cell.trim()),
      )
    expect(rows.map(typed)).toEqual(NEEDS)
  })

  test('in DOCX, with a heading for each zone and French as its language', () => {
    const parts = readZip(bytesOf('docx'))
    const body = readXml(parts['word/document.xml'] ?? '')
    const tables = elements(body, 'w:tbl').map((table) =>
      elements(table, 'w:tr').map((row) => elements(row, 'w:tc').map((cell) => lettersOf(cell, ['w:br']))),
    )
    const needs = tables.find(([header]) => header?.includes('Besoin'))
    expect(needs?.slice(1).map(([, ...cells]) => typed(cells))).toEqual(NEEDS)
    const headings = elements(body, 'w:p').filter((p) => JSON.stringify(p).includes('"Heading1"'))
    expect(headings.map((heading) => lettersOf(heading))).toEqual([
      ...exported.zones.map(({ title }) => title),
      'Hors des zones',
      'Autres flèches',
      'Image du tableau',
    ])
    expect(parts['word/styles.xml']).toContain('fr-BE')
  })

  test('in PDF, as tables that a screen reader follows', () => {
    const { text } = readPdf(bytesOf('pdf'), ['-layout'])
    const rows = NEEDS.map((row) => row.map((cell) => String(cell).replace('.', ',')).filter(Boolean))
    let at = 0
    for (const row of rows) {
      for (const cell of row) {
        const found = text.indexOf(cell, at)
        expect([cell, found >= at]).toEqual([cell, true])
        at = found
      }
    }
  })

  test('in PDF each row of zones begins a page, and the last one is the picture', () => {
    const pages = readPdf(bytesOf('pdf'), ['-layout']).text.split('\f').slice(0, -1)
    const openings = pages.map((page) => page.trim().split(/\s*\n/)[0])
    const rows = exported.zones.filter(({ group }, at) => group !== exported.zones[at - 1]?.group)
    expect(rows.map(({ id }) => id)).toEqual(['profiles', 'needs', 'why'])
    const [, ...later] = rows.map(({ title }) => title)
    const beginning = [...later, 'Hors des zones', 'Image du tableau']
    expect(openings.filter((opening) => beginning.includes(String(opening)))).toEqual(beginning)
    expect(openings.at(-1)).toBe('Image du tableau')
    // zones of one row share theirs
    for (const title of ['Profils', 'Journée']) expect(pages[0]).toContain(title)
    expect(Buffer.from(bytesOf('pdf')).toString('latin1')).toMatch(/\/Subtype \/Image/)
  })

  test('of ballots: ties as ties, a median from three answers on', () => {
    expect(readCsv(bytesOf('csv', 'Décision'))).toEqual([
      ['Choix', 'Votes', 'Rang'],
      ['On y va', '3', '1 ex æquo'],
      ['On attend', '3', '1 ex æquo'],
      ['Plus tard', '1', '3'],
    ])
    const scores = readWorkbook(bytesOf('xlsx')).find(({ name }) => name === 'Maturité')
    expect(scores?.rows).toEqual([
      ['Élément', 'Réponses', 'Médiane', 'Minimum', 'Maximum', 'Écart'],
      ['Outils', 4, 2.5, null, null, 4],
      ['Temps', 2],
    ])
    expect(textOf('md')).toContain('| Temps | 2 |  |  |  |  |')
    expect(textOf('json')).not.toContain('"median": 3')
  })

  test('A9 of votes: how many voices from how many devices, whose they were, and by which terms', () => {
    const rows = [
      ['Zone', 'Voix exprimées', 'Appareils', 'Qui vote', 'Points par voix', 'Au plus par ligne'],
      ['Besoins: prioritaires / en cours [2027]', 5, 3, 'chaque personne', 3, 2],
      ['Maturité', 4, 4, 'chaque personne'],
      ['Décision', 7, 7, 'chaque organisation'],
    ]
    const filled = rows.map((row) => Array.from({ length: 6 }, (_, at) => String(row[at] ?? '')))
    expect(readCsv(bytesOf('csv', 'Votes'))).toEqual(filled)
    expect(readWorkbook(bytesOf('xlsx')).find(({ name }) => name === 'Votes')?.rows).toEqual(rows)
    expect(textOf('md')).toContain(
      'Voix exprimées\u00a0: 5 (appareils\u00a0: 3). Points par voix\u00a0: 3, au plus 2 par ligne',
    )
    expect(textOf('md')).toContain('Organisations qui ont voté\u00a0: 7')
  })

  test('of lanes, clusters, links and what lies outside', () => {
    expect(readCsv(bytesOf('csv', 'Journée'))).toEqual([
      ['N°', 'Couloir', 'Groupe', 'Texte'],
      ['1', 'Ouvrier', 'Heures', 'Pointer le matin'],
      ['2', 'Ouvrier', '', 'Arriver à l’heure'],
      ['3', 'Cheffe', '', 'Préparer l’équipe'],
    ])
    const links = ['voir le plan', 'permet', 'noter les heures']
    expect(readCsv(bytesOf('csv', 'Ce qui mène'))[1]).toEqual(links)
    expect(readCsv(bytesOf('csv', 'Autres'))[1]).toEqual(['Ouvrier', 'a besoin de', 'voir le plan'])
    expect(readCsv(bytesOf('csv', 'Hors'))[1]).toEqual(['1', 'perdu dehors'])
    expect(readCsv(bytesOf('csv', 'Pourquoi'))[1]).toEqual(['Pour souffler.\nEt mieux servir.'])
  })
})

describe('hostile words', () => {
  const cells = () =>
    readCsv(bytesOf('csv', 'Texte libre'))
      .slice(1)
      .map((row) => row[1] ?? '')

  test('S2.10 CSV: accents, semicolons, and nothing that a spreadsheet would calculate', () => {
    const raw = textOf('csv', 'Texte libre')
    expect(raw.startsWith('\ufeffN°;Texte;Influence\r\n')).toBe(true)
    for (const cell of cells()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(cells().slice(0, 6)).toEqual(HOSTILE.formulas.map((formula) => `'${formula.trim()}`))
    expect(cells()[7]).toBe(HOSTILE.breaks)
    // a number keeps its sign and stays a number
    expect(readCsv(bytesOf('csv', 'Besoins'))[2]?.[4]).toBe('-3')
  })

  test('stay words, with their breaks, in a workbook', () => {
    const sheet = readWorkbook(bytesOf('xlsx')).find(({ name }) => name === 'Texte libre')
    const words = sheet?.rows.slice(1).map((row) => row[1])
    expect(words?.slice(0, 6)).toEqual(HOSTILE.formulas.map((formula) => formula.trim()))
    expect(words?.slice(6)).toEqual([
      HOSTILE.markup,
      HOSTILE.breaks,
      HOSTILE.rightToLeft,
      HOSTILE.emoji,
      'avantaprès',
      HOSTILE.long,
    ])
    expect(sheet?.xml).not.toContain('<f>')
  })

  test('stay words in a document', () => {
    const body = readXml(readZip(bytesOf('docx'))['word/document.xml'] ?? '')
    const words = lettersOf(body, ['w:br'])
    for (const text of [HOSTILE.markup, HOSTILE.breaks, HOSTILE.rightToLeft, HOSTILE.emoji, HOSTILE.long])
      expect(words).toContain(text)
  })

  test('are all in the PDF, which says its title and language and is tagged', () => {
    const { text, info } = readPdf(bytesOf('pdf'))
    const joined = text.replace(/\s+/g, ' ')
    for (const words of [
      '<script>alert("1")</script>',
      'troisième ligne ; avec « guillemets »',
      'avantaprès',
      'fin. FIN',
    ])
      expect(joined).toContain(words)
    expect(joined.match(/Un mot après/g)).toHaveLength(312)
    for (const word of ['👍', '🎉', '👩‍👩‍👧']) expect(text).toContain(word)
    for (const letter of new Set(HOSTILE.rightToLeft.replace(/\s/g, ''))) expect(text).toContain(letter)
    expect(info).toMatch(/Title: +Besoins d’été : « Les Ateliers »/)
    expect(info).toMatch(/Tagged: +yes/)
    const raw = Buffer.from(bytesOf('pdf')).toString('latin1')
    expect(raw).toContain('/Lang (fr)')
    expect(raw).toContain('/Outlines')
  })

  test('are not marks in Markdown', () => {
    expect(textOf('md')).toContain('\\<script\\>alert("1")\\</script\\>')
    expect(textOf('md')).toContain('\\*étoile\\* \\# titre')
  })

  test('leave every drawing well-formed', () => {
    expect(lettersOf(readXml(textOf('svg')))).toContain('savoir qui est là')
    expect([...bytesOf('png').subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
  })
})

test('no file says who wrote', () => {
  for (const [format, written] of files)
    for (const { name, bytes } of written) {
      const parts = /\.(docx|xlsx)$/.test(name)
        ? Object.values(readZip(bytes)).join('')
        : Buffer.from(bytes).toString('latin1')
      expect([format, parts.includes(AUTHOR)]).toEqual([format, false])
    }
})

test('the same content has the same hash, in any moment; another word has another', () => {
  const later = writeDocument(sampleBoard(), { ...SAMPLE_HEAD, at: '2028-01-01T00:00:00.000Z' }, 'fr')
  expect(later.hash).toBe(exported.hash)
  const changed = sampleBoard()
  changed.records = changed.records.filter(({ id }) => id !== 'shape:d2')
  expect(writeDocument(changed, SAMPLE_HEAD, 'fr').hash).not.toBe(exported.hash)
})

test('a workbook in Dutch and one in English have sheets that Excel takes, and all words in that language', async () => {
  for (const lang of ['nl', 'en'] as const) {
    const [file] = await write(writeDocument(board, SAMPLE_HEAD, lang), 'xlsx')
    const names = readWorkbook(file?.bytes ?? new Uint8Array()).map(({ name }) => name)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31)
      expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/)
    }
    expect(names[0]).toBe(`Profils (${lang})`)
  }
})

test('a text of 40,000 characters goes on in the next row of a workbook', async () => {
  const long = sampleBoard()
  const sheet = long.records.find(({ id }) => id === 'shape:sheet-why')
  if (sheet?.props)
    sheet.props['richText'] = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'é'.repeat(40_000) }] }],
    }
  const [file] = await write(writeDocument(long, SAMPLE_HEAD, 'fr'), 'xlsx')
  const why = readWorkbook(file?.bytes ?? new Uint8Array()).find(({ name }) => name === 'Pourquoi')
  expect(why?.rows.slice(1).map(([cell]) => String(cell).length)).toEqual([32_767, 7_233])
})
