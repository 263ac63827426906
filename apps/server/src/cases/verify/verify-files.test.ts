import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { PublicFile, Roster } from '@tablee/cases'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCases } from '../../library/testing.ts'
import { caseFilesJob } from '../../publication/files/case-files-job.ts'
import type { Publishable } from '../../publication/publishable.ts'
import { wordless } from '../../publication/wordless.ts'
import { carriedBy, pageFiles, wordsOfCase } from './case-pages.ts'
import { verifyFiles } from './verify-files.ts'

const SITE = 'https://tablee.example'
const roster: Roster = {
  people: [{ id: 'p-1', name: 'Nathalie Dubreucq' }],
  organisations: [{ id: 'o-1', name: 'Les Ateliers du Quai' }],
  places: [],
  products: [],
}
const [found] = sampleCases(1)
if (found === undefined) throw new Error('there is no case')
const document = found
const publishable: Publishable = { document, naming: 'pseudonym', counted: [] }

describe('the final bytes of a case', () => {
  let folder: string
  let files: PublicFile[]
  let frames: PublicFile[]
  const madeOf = async (of: Publishable): Promise<PublicFile[]> => {
    const made = await caseFilesJob({
      document: of.document,
      isNamed: false,
      address: null,
      fontFolder: folder,
      pixels: true,
    })
    return [
      ...made.files.map(({ name, bytes }) => ({ name, bytes, carries: carriedBy(name) })),
      { name: 'card.svg', bytes: strToU8(made.card), carries: 'nothing' as const },
      ...pageFiles(of, SITE),
    ]
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tablee-verify-'))
    files = await madeOf(publishable)
    frames = (await madeOf({ ...publishable, document: wordless(document) })).filter(
      ({ name }) => name !== 'case.json',
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  const verify = (changed: readonly PublicFile[], forbidden: readonly string[] = []) =>
    verifyFiles({
      files: changed,
      frames: frames.filter(({ name }) => changed.some((file) => file.name === name)),
      words: wordsOfCase(document),
      roster,
      context: {
        removed: [],
        // a name that the lists take for an organisation, as its editor decided
        kept: [document.meta.publicName],
        forbidden,
        ownOrigins: [
          SITE,
          'https://jsonfeed.org',
          'https://schema.org',
          'http://www.w3.org',
          'http://ns.adobe.com',
        ],
      },
    })
  const changed = (name: string, change: (bytes: Uint8Array) => Uint8Array): PublicFile[] =>
    files.filter((file) => file.name === name).map((file) => ({ ...file, bytes: change(file.bytes) }))
  const replaced =
    (from: string | RegExp, to: string) =>
    (bytes: Uint8Array): Uint8Array => {
      const before = Buffer.from(bytes).toString('latin1')
      const after = before.replace(from, to)
      if (after === before) throw new Error('nothing was planted')
      return Buffer.from(after, 'latin1')
    }
  const inWord =
    (part: string, change: (text: string) => string) =>
    (bytes: Uint8Array): Uint8Array => {
      const parts = unzipSync(bytes)
      return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part] ?? new Uint8Array()))) })
    }
  const withChunk =
    (type: string, text: string) =>
    (bytes: Uint8Array): Uint8Array => {
      const body = Buffer.from(type + text, 'latin1')
      const chunk = Buffer.alloc(body.length + 8)
      chunk.writeUInt32BE(text.length)
      body.copy(chunk, 4)
      chunk.writeUInt32BE(crc32(body), body.length + 4)
      // behind the header, which is of 33 bytes
      return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)])
    }

  test('R83 of a case that is clean nothing is found, and every reader finds every sentence', () => {
    const { checks, unreadable, residue } = verify(files)
    expect(unreadable).toEqual([])
    expect(residue).toEqual([])
    expect(checks.flatMap(({ problems }) => problems)).toEqual([])
  })

  test('R83 every sentence that a view over all cases quotes is read where it stands', () => {
    const views = files.find(({ name }) => name === 'views.fr.html')
    const read = strFromU8(views?.bytes ?? new Uint8Array()).replaceAll('\u00a0', ' ')
    const statements = document.sections.flatMap((section) => section.statements)
    const said = (those: readonly { text: string }[]) => {
      expect(those.length).toBeGreaterThan(0)
      return those.map(({ text }) => text.split(/[’'«»\u00a0\u202f]/)[0] ?? '')
    }
    const answers = statements.filter(({ of, quote }) => of !== undefined && quote !== true)
    const isObstacle = (id: string | undefined) =>
      statements.find((statement) => statement.id === id)?.tags.some((tag) => tag.startsWith('fr_')) === true
    for (const text of said(answers.filter(({ of }) => isObstacle(of)))) expect(read).toContain(text)
    for (const text of said(statements.filter(({ contrast }) => contrast !== undefined)))
      expect(read).toContain(text)
    for (const text of said(statements.filter(({ stake }) => stake !== undefined)))
      expect(read).toContain(text)
    expect(read.split(`<span>${document.meta.publicName}</span>`)).toHaveLength(4)
  })

  const NAME = 'Nathalie Dubreucq'
  const PLANTED: readonly [string, string, (bytes: Uint8Array) => Uint8Array][] = [
    ['a view that quotes the case', 'views.nl.html', replaced('</ul>', `<li>${NAME}</li></ul>`)],
    ['what a PDF says of itself', 'case.pdf', replaced('/Creator ', `/Keywords (${NAME}) /Creator `)],
    ['a PDF’s outline', 'case.pdf', replaced('/Title (', `/Title (${NAME} `)],
    ['an alternative text of a PDF', 'case.pdf', replaced('/S /Document', `/S /Document /Alt (${NAME})`)],
    [
      'what a PDF’s stretch is said to stand for',
      'case.pdf',
      replaced(
        '/S /Document',
        `/S /Document /ActualText <FEFF${[...NAME].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`,
      ),
    ],
    ['a PDF’s metadata', 'case.pdf', replaced(/ {17}(?=<rdf:)/, NAME)],
    ['a comment of a PDF', 'case.pdf', replaced('%PDF-1.7', `%PDF-1.7\n% ${NAME}`)],
    [
      'a run that is cut in Word',
      'case.docx',
      inWord('word/document.xml', (xml) =>
        xml.replace('</w:p>', '<w:r><w:t>Nathalie Dub</w:t></w:r><w:r><w:t>reucq</w:t></w:r></w:p>'),
      ),
    ],
    [
      'a deleted run in Word',
      'case.docx',
      inWord('word/document.xml', (xml) =>
        xml.replace('</w:p>', `<w:del><w:r><w:delText>${NAME}</w:delText></w:r></w:del></w:p>`),
      ),
    ],
    [
      'an alternative text in Word',
      'case.docx',
      inWord('word/document.xml', (xml) =>
        xml.replace('</w:p>', `<wp:docPr id="1" name="x" descr="${NAME}"/></w:p>`),
      ),
    ],
    [
      'core.xml',
      'case.docx',
      inWord('docProps/core.xml', (xml) => xml.replace('<dc:creator>Tablée', `<dc:creator>${NAME}`)),
    ],
    [
      'the name of a part of a Word file',
      'case.docx',
      (bytes) => zipSync({ ...unzipSync(bytes), 'customXml/Nathalie Dubreucq.xml': strToU8('<x/>') }),
    ],
    ['a comment in a drawing', 'picture.svg', replaced('</svg>', `<!-- ${NAME} --></svg>`)],
    ['a title in a drawing', 'picture.svg', replaced('</svg>', `<title>${NAME}</title></svg>`)],
    ['the card', 'card.svg', replaced('</svg>', `<text>${NAME}</text></svg>`)],
    [
      'an alternative text of the page',
      'case.fr.html',
      replaced('<main id="main">', `<main id="main"><img alt="${NAME}">`),
    ],
    [
      'the page in another language',
      'case.nl.html',
      replaced('<main id="main">', '<main id="main"><p>NATHALIE&nbsp;DUBREUCQ</p>'),
    ],
    ['the list', 'gallery.en.html', replaced('<main id="main">', `<main id="main"><p>${NAME}</p>`)],
    ['the comparison', 'compare.fr.html', replaced('<main id="main">', `<main id="main"><p>${NAME}</p>`)],
    ['the table of all', 'all.fr.csv', (bytes) => Buffer.concat([bytes, Buffer.from(`"${NAME}"\r\n`)])],
    ['the data of all', 'all.json', replaced('"cases":', `"by":"${NAME}","cases":`)],
    ['the feed', 'feed.atom', replaced('<author>', `<author><name>${NAME}</name></author><author>`)],
    [
      'the other feed',
      'feed.json',
      replaced('"language":"fr"', `"language":"fr","author":{"name":"${NAME}"}`),
    ],
    [
      'the sitemap',
      'sitemap.xml',
      replaced('</urlset>', '<url><loc>/cas/nathalie-dubreucq</loc></url></urlset>'),
    ],
  ]
  test.each(PLANTED)('R60 a name in %s is found, with its file', (_, name, plant) => {
    const { residue } = verify(changed(name, plant))
    expect(residue.map(({ kind }) => kind)).toContain('PER')
    expect(new Set(residue.map(({ artefact }) => artefact.split('#')[0]))).toEqual(new Set([name]))
    expect(JSON.stringify(residue)).not.toMatch(/nathalie|dubreucq/i)
  })

  test.each([
    ['the name of the address', 'slug.txt', 'nathalie dubreucq'],
    ['the name of a file', 'names.txt', 'ndubreucq'],
  ])('R60 a name in %s is found', (_, name, text) => {
    const { residue } = verify([{ name, bytes: strToU8(text), carries: 'nothing' }])
    expect(residue[0]).toMatchObject({ artefact: name, kind: 'PER' })
  })

  test.each([
    ['the page', 'case.fr.html', replaced('</article>', 'le 12 juin 2023</article>')],
    ['the feed', 'feed.atom', replaced(/<updated>[^<]*/, '<updated>2026-03-04T10:11:12Z')],
    [
      'core.xml',
      'case.docx',
      inWord('docProps/core.xml', (xml) => xml.replace(/-01-01T00:00:00Z/, '-03-04T10:11:12Z')),
    ],
    ['what a PDF says of itself', 'case.pdf', replaced(/\(D:\d{14}Z\)/, '(D:20260304101112Z)')],
  ])('R85 a date finer than the year in %s is found', (_, name, plant) => {
    const { checks } = verify(changed(name, plant))
    expect(checks.find(({ id }) => id === 'dates')?.problems).not.toEqual([])
  })

  test.each([
    ['board', 'data', 'AbC0dEf1GhI2jKl3MnO4pQ', true],
    ['note', 'data', 'shape:AbCdEf12', true],
    ['person', 'data', 'a-person-of-ours', false],
  ])('R84 the id of a %s in the %s is found', (_, __, id, isShaped) => {
    const { checks } = verify(
      changed('case.json', replaced('"format"', `"x":"${id}","format"`)),
      isShaped ? [] : [id],
    )
    expect(checks.find((check) => check.id === 'ids')?.problems).not.toEqual([])
  })

  test.each([
    ['a comment in a picture', 'picture.png', withChunk('tEXt', `Author\0${NAME}`)],
    ['EXIF in a picture', 'picture.png', withChunk('eXIf', 'II*\0')],
    ['the moment of a picture', 'picture.png', withChunk('tIME', '\x07\xea\x03\x04\x0a\x0b\x0c')],
    [
      'bytes behind a picture',
      'picture.png',
      (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from(NAME)]),
    ],
    ['a picture that is none', 'picture.png', () => Buffer.from('GIF89a')],
    ['an encrypted PDF', 'case.pdf', replaced(/trailer\n<</, 'trailer\n<<\n/Encrypt 1 0 R')],
    [
      'a file in a PDF',
      'case.pdf',
      replaced(/\nxref\n/, '\n9999 0 obj\n<<\n/Length 3\n>>\nstream\nabc\nendstream\nendobj\nxref\n'),
    ],
    ['a PDF whose letters are not said', 'case.pdf', replaced('/ToUnicode', '/ToUnicorn')],
    [
      'a program in a Word file',
      'case.docx',
      (bytes: Uint8Array) => zipSync({ ...unzipSync(bytes), 'word/vbaProject.bin': strToU8('x') }),
    ],
    ['a Word file that is cut', 'case.docx', (bytes: Uint8Array) => bytes.subarray(0, 900)],
    ['a page that is no text', 'case.fr.html', () => Uint8Array.from([0xff, 0xfe, 0x00])],
  ])('R83 %s cannot be read, and is said so', (_, name, plant) => {
    const { unreadable, checks } = verify(changed(name, plant))
    expect(unreadable.map((place) => place.split('#')[0])).toEqual([name])
    expect(checks.find(({ id }) => id === 'readable')?.problems).not.toEqual([])
  })

  test.each(['case.pdf', 'case.docx', 'picture.svg', 'case.nl.html', 'all.fr.csv', 'all.json', 'case.json'])(
    'R83 where the reader does not find a sentence of %s, it would not find a name',
    (name) => {
      const lost = { ...wordsOfCase(document), sentences: ['Une phrase que personne n’a écrite.'] }
      const { unreadable } = verifyFiles({
        files: files.filter((file) => file.name === name),
        frames: [],
        words: lost,
        roster,
        context: { removed: [], kept: [] },
      })
      expect(unreadable).toEqual([name])
    },
  )

  test.each([
    [
      'a picture of another server',
      'case.fr.html',
      '<main id="main">',
      '<main id="main"><img src="https://cdn.example/x.png" alt="">',
      'origins',
    ],
    [
      'a font of another server',
      'picture.svg',
      '</svg>',
      '<style>@import "//fonts.example/x.css"</style></svg>',
      'origins',
    ],
    [
      'an author of the page',
      'case.fr.html',
      '<meta charset',
      '<meta name="author" content="x"><meta charset',
      'metadata',
    ],
  ])('R86 %s is found', (_, name, from, to, id) => {
    const { checks } = verify(changed(name, replaced(from, to)))
    expect(checks.filter(({ problems }) => problems.length > 0).map((check) => check.id)).toContain(id)
  })
})
