import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardLog, CLIENTS, logFile, note, put, RANDOM_IDS, SIGNED, verifyFiles } from './testing.ts'

const [A, B, C] = RANDOM_IDS
/** In the order of their ids, as the reveal puts them. */
const SHUFFLED = [note(A, { index: 'a1' }), note(B, { index: 'a2' }), note(C, { index: 'a3' })]
const UNSHUFFLED = [note(C, { index: 'a1' }), note(A, { index: 'a2' }), note(B, { index: 'a3' })]
const tldr = (...records: object[]) => JSON.stringify({ tldrawFileFormatVersion: 1, schema: {}, records })
const exported = (items: object[]) =>
  JSON.stringify({ format: 'tablee-board', version: 1, zones: [{ id: 'takeaway', items }], unplaced: [] })
const item = (id: string, more: object = {}) => ({
  id,
  number: 1,
  title: 'Mot',
  text: 'Mot',
  cells: {},
  position: {},
  ...more,
})
const line = (entry: object) => JSON.stringify({ level: 30, ...entry })

test('a log in which the server put shuffled notes leads to nobody', async () => {
  const log = boardLog([...SIGNED, { client: CLIENTS.server, change: put(...SHUFFLED) }])
  const { status, said } = await verifyFiles({ 'log.json': logFile(log) })
  expect(said).toContain('Anonymous notes: 3. People who are known: 2.')
  expect(said).toContain('Authors found: 0.')
  expect(status).toBe(0)
})

test('Yjs clients: a note that a person’s own client put on the board, in a log and in a state', async () => {
  const log = boardLog([...SIGNED, { client: CLIENTS.sophie, change: put(note(A)) }])
  const kinds: Record<string, string | Uint8Array>[] = [
    { 'log.json': logFile(log) },
    { 'state.bin': Y.mergeUpdates(log) },
  ]
  for (const files of kinds) {
    const { status, said } = await verifyFiles(files)
    expect(said).toContain(`By Yjs client: 1\n  ${A} → actor-sophie`)
    expect(status).toBe(1)
  }
})

test('Yjs clients: words that a person’s client wrote into an empty note of the server', async () => {
  const empty = { ...note(A), props: { richText: { type: 'doc', content: [{ type: 'paragraph' }] } } }
  const log = boardLog([
    ...SIGNED,
    { client: CLIENTS.server, change: put(empty) },
    {
      client: CLIENTS.karim,
      change: (root) => {
        const text = root.get(A)?.get('rt')
        const paragraph = text instanceof Y.XmlFragment ? text.get(0) : null
        if (paragraph instanceof Y.XmlElement) paragraph.insert(0, [new Y.XmlText('Mes mots')])
      },
    },
  ])
  const { status, said } = await verifyFiles({ 'log.json': logFile(log) })
  expect([status, said]).toEqual([1, expect.stringContaining(`${A} → actor-karim`)])
})

test('Yjs clients: what somebody else corrects in a revealed note does not make it hers', async () => {
  const log = boardLog([
    ...SIGNED,
    { client: CLIENTS.server, change: put(...SHUFFLED) },
    { client: CLIENTS.karim, change: (root) => root.get(A)?.set('xf', ['page:page', 'a9', 5, 5, 0]) },
  ])
  expect((await verifyFiles({ 'log.json': logFile(log) })).status).toBe(0)
})

test('cursors: a recording of a browser’s sockets says whose client it was', async () => {
  const log = boardLog([{ client: CLIENTS.sophie, change: put(note(A)) }])
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
  const bytes = (body: Uint8Array | number[]) => [...varint(body.length), ...body]
  const state = strToU8(JSON.stringify({ user: { id: 'x1y2z3', name: 'Sophie Delvaux', color: '#000000' } }))
  const cursor = [1, ...bytes([1, ...varint(CLIENTS.sophie), 1, ...bytes(state)])]
  const frames = [...log.map((update) => [0, 2, ...bytes(update)]), cursor]
  const messages = frames.map((frame) => ({
    type: 'receive',
    opcode: 2,
    data: Buffer.from(frame).toString('base64'),
  }))
  const har = JSON.stringify({
    log: { entries: [{ request: { url: 'ws://x' }, _webSocketMessages: messages }] },
  })
  const { status, said } = await verifyFiles({ 'salle.har': har })
  expect([status, said]).toEqual([1, expect.stringContaining(`${A} → Sophie Delvaux`)])
})

test('fields: the writer is stored with the note, in records and in items', async () => {
  const records = tldr(note(A, { meta: { author: 'Sophie Delvaux' } }), note(B))
  const first = await verifyFiles({ 'tableau.tldr': records })
  expect([first.status, first.said]).toEqual([
    1,
    expect.stringContaining(`By stored field: 1\n  ${A} → Sophie Delvaux`),
  ])
  const second = await verifyFiles({ 'tableau.json': exported([item(A, { personId: 'p-karim' }), item(B)]) })
  expect([second.status, second.said]).toEqual([1, expect.stringContaining(`${A} → p-karim`)])
})

test('fields: a signature is a trace where all notes of the zone were anonymous', async () => {
  const records = tldr(note(A, { meta: { by: 'actor-karim' } }), note(B))
  expect((await verifyFiles({ 'tableau.tldr': records })).status).toBe(0)
  const { status, said } = await verifyFiles({ 'tableau.tldr': records }, ['--zone', 'takeaway'])
  expect([status, said]).toEqual([1, expect.stringContaining(`${A} → actor-karim`)])
})

test('fields: a column of a CSV and of a workbook says who', async () => {
  const csv = '\ufeffN°;Texte;Auteur·rice\r\n1;Une idée assez longue;Sophie\r\n2;Une autre idée;\r\n'
  const fromCsv = await verifyFiles({ '01 Ce que je retiens.csv': csv }, ['--zone', 'Ce que je retiens'])
  expect([fromCsv.status, fromCsv.said]).toEqual([1, expect.stringContaining('row 1 → Sophie')])
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  const book = zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Retenu" sheetId="1"/></sheets></workbook>'),
    'xl/worksheets/sheet1.xml': strToU8(
      `<sheetData><row r="1">${cell('A1', 'Texte')}${cell('B1', 'Author')}</row><row r="2">${cell('A2', 'Une idée assez longue')}${cell('B2', 'Karim')}</row></sheetData>`,
    ),
  })
  const fromBook = await verifyFiles({ 'export.xlsx': book }, ['--zone', 'Retenu'])
  expect([fromBook.status, fromBook.said]).toEqual([1, expect.stringContaining('row 1 → Karim')])
})

test('names: somebody who is known is named in another field; on the note she is what it speaks of', async () => {
  const other = tldr(note(A, { meta: { remarque: 'écrit avec Sophie Delvaux' } }))
  const { status, said } = await verifyFiles({ 'tableau.tldr': other }, ['--person', 'Sophie Delvaux'])
  expect([status, said]).toEqual([
    1,
    expect.stringContaining(`By name in another field: 1\n  ${A} → Sophie Delvaux`),
  ])
  const cells = tldr(note(B, { meta: { c_who: 'Sophie Delvaux' } }))
  expect((await verifyFiles({ 'tableau.tldr': cells }, ['--person', 'Sophie Delvaux'])).status).toBe(0)
})

test.each([
  [
    'hold a person’s id',
    ['shape:actor-karim-0', 'shape:bW7xEoQe1mRu6pJd'],
    'shape:actor-karim-0 → actor-karim',
  ],
  ['begin as those of a signed note', ['shape:Kd02hVbq7aaaa', B], 'shape:Kd02hVbq7aaaa → actor-karim'],
  ['count', ['shape:n1', 'shape:n2', 'shape:n3'], 'the ids count the notes'],
  ['hold a moment', ['shape:01JDSQ3B9W8VX4N2R7T5Y6Z1AC', B], 'its id says when it was made'],
  [
    'are in parts by device',
    ['shape:k1.aaaa', 'shape:k1.bbbb', 'shape:s2.cccc'],
    'begins as those of one writer',
  ],
])('ids that %s', async (_, ids, expected) => {
  const signed = note('shape:Kd02hVbq7LxWmZ1s', { meta: { by: 'actor-karim', zone: 'macro' } })
  const other = note('shape:zz8mQ', { meta: { by: 'actor-sophie', zone: 'macro' } })
  const { status, said } = await verifyFiles({
    'tableau.tldr': tldr(signed, other, ...ids.map((id) => note(id))),
  })
  expect([status, said]).toEqual([1, expect.stringContaining(expected)])
})

const JOINED = ['p-karim', 'p-sophie', 'p-zoe'].map((personId, at) =>
  line({ time: 1000 * at, personId, msg: 'peer came' }),
)
const WROTE = ['p-sophie', 'p-zoe', 'p-sophie'].map((personId, at) =>
  line({ time: 1000 * at, personId, msg: 'private note kept' }),
)

test('order: notes were put on the board as people came, or wrote', async () => {
  const unshuffled = logFile(boardLog([{ client: CLIENTS.server, change: put(...UNSHUFFLED) }]))
  const came = await verifyFiles({ 'log.json': unshuffled, 'server.log': JOINED.join('\n') })
  expect([came.status, came.said]).toEqual([1, expect.stringContaining(`${C} → p-karim`)])
  const wrote = await verifyFiles({ 'log.json': unshuffled, 'server.log': WROTE.join('\n') })
  expect([wrote.status, wrote.said]).toEqual([1, expect.stringContaining(`${A} → p-zoe`)])
})

test('order: of layers, in a file', async () => {
  const file = tldr(...UNSHUFFLED)
  const { status, said } = await verifyFiles({ 'tableau.tldr': file, 'server.log': JOINED.join('\n') })
  expect([status, said]).toEqual([1, expect.stringContaining('the order of layers, as people came')])
  const shuffled = tldr(...SHUFFLED)
  expect((await verifyFiles({ 'tableau.tldr': shuffled, 'server.log': JOINED.join('\n') })).status).toBe(0)
})

test('moments: each note has its own, and a log says who did something then', async () => {
  const at = Date.UTC(2026, 10, 28, 10)
  const file = exported([
    item(A, { writtenAt: new Date(at).toISOString() }),
    item(B, { writtenAt: new Date(at + 60_000).toISOString() }),
  ])
  const alone = await verifyFiles({ 'tableau.json': file })
  expect([alone.status, alone.said]).toEqual([1, expect.stringContaining(`${A} → one writer, unnamed`)])
  const log = line({ time: at + 500, personId: 'p-karim', msg: 'request completed' })
  expect((await verifyFiles({ 'tableau.json': file, 'server.log': log })).said).toContain(`${A} → p-karim`)
  const same = exported([
    item(A, { revealedAt: '2026-11-28T10:00:00Z' }),
    item(B, { revealedAt: '2026-11-28T10:00:00Z' }),
  ])
  expect((await verifyFiles({ 'tableau.json': same })).status).toBe(0)
})

test('lines: a log names a note and a person in one line, or in one request', async () => {
  const file = exported([item(A)])
  const one = line({ personId: 'p-karim', noteId: A, msg: 'kept' })
  expect((await verifyFiles({ 'a.json': file, 'server.log': one })).said).toContain(
    `${A} → p-karim (server.log`,
  )
  const two = [line({ reqId: 'r1', personId: 'p-zoe' }), line({ reqId: 'r1', noteId: A })].join('\n')
  expect((await verifyFiles({ 'a.json': file, 'server.log': two })).said).toContain(
    `${A} → p-zoe (server.log`,
  )
})

test('history: a writer who was stored and taken away again is still in the log', async () => {
  const log = boardLog([
    { client: CLIENTS.server, change: put(note(A)) },
    { client: CLIENTS.server, change: (root) => root.get(A)?.set('m.author', 'p-karim') },
    { client: CLIENTS.server, change: (root) => root.get(A)?.delete('m.author') },
  ])
  const { status, said } = await verifyFiles({ 'log.json': logFile(log) })
  expect([status, said]).toEqual([1, expect.stringContaining(`By history or snapshot: 1\n  ${A} → p-karim`)])
})

test('a zip is read through, pictures and pages for the eye are named, and what is no export cannot be read', async () => {
  const zip = zipSync({
    'tableau.json': strToU8(exported([item(A, { author: 'Karim' })])),
    'image.png': strToU8('x'),
  })
  const { status, said } = await verifyFiles({ 'pack.zip': zip })
  expect([status, said]).toEqual([1, expect.stringContaining('Not read, for the eye only: image.png.')])
  const broken: Record<string, string>[] = [
    { 'notes.json': '{"rien":1}' },
    { 'x.bin': 'ce n’est pas un tableau' },
    { 'x.json': '{' },
    { 'x.png': 'x' },
  ]
  for (const file of broken) expect((await verifyFiles(file)).status).toBe(2)
  expect((await verifyFiles({})).status).toBe(2)
})
