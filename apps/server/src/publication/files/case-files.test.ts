import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compact } from '@tablee/cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { elements, lettersOf, readPdf, readXml, readZip, unzip } from '../../exports/testing/read-files.ts'
import { sampleCases } from '../../library/testing.ts'
import { caseDocument } from './case-document.ts'
import { caseFilesJob, type MadeCaseFiles, type MadeFileName } from './case-files-job.ts'
import { writeCaseDocx } from './write-case-docx.ts'

const [document] = sampleCases(1)
if (document === undefined) throw new Error('there is no case')
const sentences = document.sections.flatMap(({ statements }) => statements.map(({ text }) => text))

describe('the files of a public case', () => {
  let folder: string
  let made: MadeCaseFiles
  const bytesOf = (name: MadeFileName): Uint8Array => {
    const file = made.files.find((one) => one.name === name)
    if (file === undefined) throw new Error(`${name} is missing`)
    return file.bytes
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tablee-case-'))
    made = await caseFilesJob({
      document,
      isNamed: false,
      address: 'https://tablee.example/cas/x',
      fontFolder: folder,
      pixels: true,
    })
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('the PDF says every sentence, and of itself its name and its year alone', () => {
    const { text, info } = readPdf(bytesOf('case.pdf'))
    // a page's foot may stand within a sentence
    const foot = new RegExp(`${document.meta.publicName} · page \\d+ sur \\d+`, 'giu')
    const said = compact(text.replace(foot, ''))
    for (const sentence of sentences) expect(said).toContain(compact(sentence))
    expect(said).toContain(compact(document.meta.publicName))
    expect(info).toMatch(new RegExp(`Title: +${document.meta.publicName}`))
    expect(info).toMatch(new RegExp(`CreationDate: .*Jan +1 .*${document.year}`))
    expect(info).not.toMatch(/Author|ModDate/)
    expect(info).toMatch(/Tagged: +yes/)
  })

  test('the Word file says every sentence, and no moment but the year, in none of its parts', () => {
    const bytes = bytesOf('case.docx')
    const parts = readZip(bytes)
    const said = compact(lettersOf(readXml(parts['word/document.xml'] ?? '')))
    for (const sentence of sentences) expect(said).toContain(compact(sentence))
    const core = readXml(parts['docProps/core.xml'] ?? '')
    for (const name of ['dcterms:created', 'dcterms:modified'])
      expect(elements(core, name).map((found) => lettersOf(found))).toEqual([
        `${document.year}-01-01T00:00:00Z`,
      ])
    expect(elements(core, 'dc:creator').map((found) => lettersOf(found))).toEqual(['Tablée'])
    expect(Object.keys(unzip(bytes)).length).toBeGreaterThan(5)
    // each part is stamped with 1 January 1980, the first day that a zip can write
    const dates = Buffer.from(bytes)
    for (let at = dates.indexOf('PK\u0003\u0004'); at >= 0; at = dates.indexOf('PK\u0003\u0004', at + 4))
      expect(dates.readUInt16LE(at + 12)).toBe((1 << 5) | 1)
  })

  test('made again, they are the same to the last byte', async () => {
    const again = await caseFilesJob({
      document,
      isNamed: false,
      address: 'https://tablee.example/cas/x',
      fontFolder: folder,
      pixels: true,
    })
    for (const { name, bytes } of again.files)
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(bytesOf(name))), name).toBe(0)
  })

  test('a Word file with pictures is the same each time: it does not tell how many were made before', async () => {
    const images = [{ id: 'x', alt: 'Deux colonnes de notes', width: 1_200, height: 630 }]
    const told = caseDocument({ ...document, images }, { isNamed: false, address: null })
    const write = () => writeCaseDocx(told, [bytesOf('card.png')])
    const [first, second] = [await write(), await write()]
    expect(Buffer.compare(first, second)).toBe(0)
    expect(readZip(first)['word/document.xml']).toContain('<wp:docPr id="1"')
  })

  test('the card tells a long name as far as it fits', async () => {
    const named = {
      ...document,
      meta: { ...document.meta, publicName: 'Coopérative des Très Longs Noms '.repeat(6) },
    }
    const { card } = await caseFilesJob({
      document: named,
      isNamed: true,
      address: null,
      fontFolder: folder,
      pixels: true,
    })
    expect(card.match(/font-size="80"/g)).toHaveLength(3)
    expect(card).toContain('…</text>')
  })
})
