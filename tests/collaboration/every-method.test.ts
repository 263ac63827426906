import {
  type BoardContent,
  type BoardRecord,
  ballotKind,
  ballotLines,
  boardRoot,
  type ColumnDefinition,
  decodeRecord,
  encodeRecord,
  type Method,
  mainColumn,
  metaRoot,
  methodOf,
  readContent,
  readResult,
  type ZoneDefinition,
} from '@tablee/board'
import { addItem, addLink, setCell, setSheetText, type Writer } from '@tablee/board/edit'
import { noteRecords, TEMPLATES } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf, readZip, unzip } from '../../apps/server/src/exports/testing/read-files.ts'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop, setUp } from '../running/api.ts'
import { type BoardPeer, openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** Every format of a board, and how what is packed in a file of it is read; a picture's letters are not. */
const FORMATS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  json: asText,
  md: asText,
  csv: asText,
  svg: asText,
  xlsx: (bytes) => Object.values(readZip(bytes)).join(),
  docx: (bytes) => Object.values(readZip(bytes)).join(),
  pdf: (bytes) => readPdf(bytes).text,
  png: (bytes) => Buffer.from(bytes.subarray(1, 4)).toString(),
}

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let coach: ApiPerson
let guest: ApiPerson
let place = { cohortId: '', organisationId: '' }
/**
 * Of how many boards one is exported. That every format says the same of every method is told beside the formats
 * (`apps/server/src/exports/every-method.test.ts`): here what was written comes out, all of it once, and in each format.
 */
const ONE_OF: Readonly<Record<string, number>> = { json: 1, pdf: 15, png: 15, docx: 15 }
const ONE_OF_OTHERS = 4

/** What was written on which board. */
const written = new Map<string, string[]>()

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  coach = await setUp(server)
  const { cohortId, organisationId } = await prepareWorkshop(server, coach)
  place = { cohortId, organisationId }
  guest = await joinAsGuest(server, coach, {
    name: 'Nadia',
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: organisationId,
  })
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

describe.each(TEMPLATES)('$id', (template) => {
  test('takes content in every zone as the plan and as the canvas write it, and draws it out', async () => {
    const { id: boardId } = await done(
      coach.send('POST', '/api/boards', { ...place, templateId: template.id }),
    )
    const leads = await openBoard(server, coach, boardId)
    const takesPart = await openBoard(server, guest, boardId)
    const method = methodOn(takesPart)
    const { zones } = method
    const words: string[] = []
    // first what lanes, links and columns name
    for (const zone of [...zones].sort((a, b) => Number(isNaming(b, method)) - Number(isNaming(a, method)))) {
      const peer = zone.options.locked ? leads : takesPart
      words.push(...writeAsPlan(peer, zone), ...writeAsCanvas(peer, zone))
      await peer.room.flushed()
      await arrived(peer === leads ? takesPart : leads, words)
    }
    for (const zone of zones.filter(({ kind }) => kind === 'link')) {
      drawLink(takesPart, zone)
      await takesPart.room.flushed()
    }
    await changed(leads, () => linksOn(leads) === linksOn(takesPart))
    expect([...leads.refused(), ...takesPart.refused()]).toEqual([])

    for (const zone of zones) if (ballotKind(zone) !== null) await vote(boardId, zone, leads)
    const content = contentOf(leads)
    for (const { zone, items, sheet, links } of content.zones) {
      if (zone.kind === 'link') expect(links, zone.id).toHaveLength(1)
      else if (sheet) expect(sheet.text, zone.id).toContain(word(zone, method))
      else if (holdsNotes(zone)) expect(items.length, zone.id).toBeGreaterThanOrEqual(2)
      for (const item of items.filter(({ title }) => title.includes(word(zone, method))))
        expect(item.missing, `${zone.id} ${item.title}`).toEqual([])
    }

    const { extract } = await done(coach.get(`/api/boards/${boardId}/extract`))
    expect(Object.keys(extract).sort()).toEqual((method.extract ?? []).map(({ id }) => id).sort())
    for (const rule of method.extract ?? []) {
      if (rule.kind !== 'count' && rule.kind !== 'rows' && rule.kind !== 'timeline') continue
      if ('where' in rule && rule.where) continue
      const value = extract[rule.id]
      const named = zones.filter(({ id }) => rule.zones.includes(id))
      if (value.kind === 'count') expect(value.value, rule.id).toBeGreaterThanOrEqual(2 * named.length)
      else for (const zone of named) expect(JSON.stringify(value), rule.id).toContain(word(zone, method))
    }
    written.set(boardId, words)
    leads.leave()
    takesPart.leave()
  })
})

test.each(Object.entries(FORMATS))('of them are exported as %s, with every word', async (format, read) => {
  // so many in a minute, for each person
  const person = Object.keys(FORMATS).indexOf(format) < 4 ? coach : guest
  const chosen = [...written].filter((_, at) => at % (ONE_OF[format] ?? ONE_OF_OTHERS) === 0)
  const boards = chosen.map(([id]) => id).join(',')
  const path = `/api/cohorts/${place.cohortId}/export?format=${format}&lang=fr&boards=${boards}`
  const answer = await fetch(`${server.url}${path}`, { headers: { cookie: person.cookie() } })
  expect(answer.status).toBe(200)
  const files = Object.values(unzip(new Uint8Array(await answer.arrayBuffer())))
  expect(files.length).toBeGreaterThanOrEqual(chosen.length)
  const told = files.map(read)
  if (format === 'png') return expect(new Set(told)).toEqual(new Set(['PNG']))
  const all = new Set(told.flatMap((text) => text.match(/M\d+Z\d+[ac]/g) ?? []))
  expect(chosen.flatMap(([, words]) => words).filter((word) => !all.has(word))).toEqual([])
})

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

/** A word that stands in one zone of one method only. */
function word(zone: ZoneDefinition, { id, zones }: Method): string {
  const method = TEMPLATES.findIndex((template) => template.id === id)
  return `M${method}Z${zones.findIndex((other) => other.id === zone.id)}`
}

function holdsNotes({ kind, options }: ZoneDefinition): boolean {
  return (
    kind !== 'link' &&
    kind !== 'vote' &&
    !(kind === 'score' && !options.axes) &&
    (kind !== 'text' || options.repeat !== undefined)
  )
}

function isNaming({ id, options }: ZoneDefinition, { zones }: Method): boolean {
  return (
    !options.lane &&
    zones.some(
      (other) =>
        other.options.lane === id ||
        other.options.matrix?.rows === id ||
        other.options.matrix?.columns === id,
    )
  )
}

/** Through the same functions as the plan and the table: a note with all its cells, or the zone's text. */
function writeAsPlan(peer: BoardPeer, zone: ZoneDefinition): string[] {
  const writer = writerOf(peer, zone)
  const text = `${word(zone, methodOn(peer))}a`
  if (zone.kind === 'text' && !zone.options.repeat) {
    expect(setSheetText(writer, zone.id, text), zone.id).toBe(text)
    return [text]
  }
  if (!holdsNotes(zone)) return []
  const content = contentOf(peer)
  const lane = content.zones.find((part) => part.zone.id === zone.id)?.lanes[0] ?? null
  const itemId = addItem(writer, { zoneId: zone.id, text, lane })
  if (itemId === null) throw new Error(`${zone.id} has no place`)
  const main = mainColumn(zone)
  for (const column of zone.options.cols ?? []) {
    if (column.id === main?.id || column.type === 'vote') continue
    const value = valueFor(column, content, methodOn(peer), itemId)
    expect(setCell(writer, { itemId, columnId: column.id }, value), `${zone.id} ${column.id}`).toBe(value)
  }
  return [text]
}

/** Through the same records as the canvas makes: a note that lies in the zone. */
function writeAsCanvas(peer: BoardPeer, zone: ZoneDefinition): string[] {
  if (!holdsNotes(zone)) return []
  const text = `${word(zone, methodOn(peer))}c`
  const content = contentOf(peer)
  const area = content.zones.find((part) => part.zone.id === zone.id)?.area
  const [note] = noteRecords(furnitureOf(peer), [{ zoneId: zone.id, text }], { by: peer.actorId })
  if (!note || !area) throw new Error(`${zone.id} has no place`)
  const id = `shape:canvas-${zone.id.replaceAll('_', '-')}`
  const cells = Object.fromEntries(
    (zone.options.cols ?? [])
      .filter(({ id: columnId, type }) => columnId !== mainColumn(zone)?.id && type !== 'vote')
      .map((column) => [`c_${column.id}`, valueFor(column, content, methodOn(peer), id)]),
  )
  // beside the first
  const moved = {
    x: Number(note['x']) + (zone.options.lane || zone.options.repeat ? 0 : 240),
    y: Number(note['y']),
  }
  peer.doc.transact(() =>
    boardRoot(peer.doc).set(
      id,
      encodeRecord({ ...note, ...moved, id, meta: { ...(note['meta'] as object), zone: zone.id, ...cells } }),
    ),
  )
  return [text]
}

function valueFor(column: ColumnDefinition, content: BoardContent, method: Method, itemId: string) {
  switch (column.type) {
    case 'choice':
      return method.sets.find(({ id }) => id === column.set)?.terms[0]?.id ?? ''
    case 'date':
      return '2027-03'
    case 'number':
      return 3
    case 'score':
      return 2
    case 'link':
      return content.zones.flatMap(({ items }) => items).find(({ id }) => id !== itemId)?.id ?? 'à relier'
    default:
      return `texte ${column.id}`
  }
}

function drawLink(peer: BoardPeer, zone: ZoneDefinition): void {
  const content = contentOf(peer)
  const itemsOf = (wanted: string | undefined) =>
    content.zones.flatMap(({ zone: { id }, items }) =>
      wanted === undefined || wanted === 'any' || wanted === id ? items : [],
    )
  const [from] = itemsOf(zone.options.from)
  const to = itemsOf(zone.options.to).find(({ id }) => id !== from?.id)
  const term = methodOn(peer).sets.find(({ id }) => id === zone.options.label)?.terms[0]
  if (!from || !to) throw new Error(`${zone.id} has nothing to link`)
  const label = { term: term?.id ?? null, text: term?.label.fr ?? '' }
  expect(addLink(writerOf(peer, zone), { zoneId: zone.id, from: from.id, to: to.id, label })).not.toBeNull()
}

/** Opens a ballot, gives an answer to its first line as a participant, closes it, and waits until the board tells what it came to. */
async function vote(boardId: string, zone: ZoneDefinition, leads: BoardPeer): Promise<void> {
  const path = `/api/boards/${boardId}/ballots`
  const ballot = await done(coach.send('POST', path, { zoneId: zone.id }))
  const [line] = ballotLines(contentOf(leads), zone.id, 'fr')
  expect(line, zone.id).toBeDefined()
  await done(guest.send('PUT', `${path}/${ballot.id}/mine`, { votes: { [line?.key ?? '']: 1 } }))
  await done(coach.send('POST', `${path}/${ballot.id}/close`, {}))
  await changed(leads, () => readResult(metaRoot(leads.doc), zone.id) !== null)
  expect(readResult(metaRoot(leads.doc), zone.id), zone.id).toMatchObject({ voters: 1 })
}

function contentOf({ doc }: BoardPeer): BoardContent {
  return readContent({ records: recordsOf(doc), method: methodOn({ doc }), facts: metaRoot(doc), lang: 'fr' })
}

function methodOn({ doc }: Pick<BoardPeer, 'doc'>): Method {
  const method = methodOf(doc)
  if (!method) throw new Error('the board has its method')
  return method
}

function recordsOf(doc: BoardPeer['doc']): Map<string, BoardRecord> {
  return new Map(
    [...boardRoot(doc).values()]
      .flatMap((map) => decodeRecord(map) ?? [])
      .map((record) => [record.id, record]),
  )
}

function furnitureOf({ doc }: BoardPeer): BoardRecord[] {
  return [...recordsOf(doc).values()].filter(({ type }) => type === 'zone')
}

function writerOf({ doc, actorId }: BoardPeer, { options }: ZoneDefinition): Writer {
  return { doc, by: actorId, role: options.locked ? 'coach' : 'writer' }
}

/** How many arrows a peer has between items. */
function linksOn(peer: BoardPeer): number {
  return contentOf(peer).zones.reduce((sum, { links }) => sum + links.length, 0)
}

/** Waits until a peer has all that was written. */
function arrived(peer: BoardPeer, words: readonly string[]): Promise<void> {
  return changed(peer, () => {
    const all = JSON.stringify([...recordsOf(peer.doc).values()])
    return words.every((each) => all.includes(each))
  })
}

function changed({ doc }: BoardPeer, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return
      doc.off('afterTransaction', look)
      resolve()
    }
    doc.on('afterTransaction', look)
    look()
  })
}
