import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { boardRoot, metaRoot, readCurtains } from '@tablee/board'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'
import { SeededRandom } from './random/seeded-random.ts'

/** The questions of SCENARIOS S1, step "Questions": accents, apostrophes and all. */
const QUESTIONS = [
  'Combien de collectes par semaine, et combien sont annulées le jour même ?',
  'Qui a le droit de modifier la tournée quand le camion est déjà parti ?',
  'Les chauffeurs ont-ils été associés au choix de l’outil ?',
  'Est-ce que le CA sait combien d’heures vous passez à ré-encoder ?',
]
/** Others, so that what the first step revealed is not found again in a search. */
const TAKEAWAYS = [
  'Réunir deux chauffeurs et le tri pour lister dix exigences vérifiables.',
  'Le glossaire évitera des suppléments : « livraison » voulait dire trois choses.',
  'Prévoir un binôme dès le début, sinon on déplace juste le problème.',
]

/** How often the server is killed around a reveal, and how many notes are hidden on each board then. */
const KILLS = 3
const HIDDEN = 6
const EVENT_MS = 20_000

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let workshop: FirstWorkshop
let people: ApiPerson[]

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  workshop = await prepareWorkshop(server)
  people = await Promise.all(['Ada', 'Ben', 'Chloé'].map(join))
})
afterAll(async () => {
  await server.stop()
  await folder.remove()
})

const join = (name: string) =>
  joinAsGuest(server, workshop.coach, {
    name,
    role: 'participant',
    scopeKind: 'organisation',
    scopeId: workshop.organisationId,
  })
const newBoard = async (templateId = 'inter-peer-case'): Promise<string> => {
  const { cohortId, organisationId } = workshop
  return (await done(workshop.coach.send('POST', '/api/boards', { cohortId, organisationId, templateId }))).id
}
const draw = async (boardId: string, anonymous: boolean): Promise<string> => {
  const body = { zoneIds: ['questions'], anonymous }
  return (await done(workshop.coach.send('POST', `/api/boards/${boardId}/curtains`, body))).curtains[0].id
}
const newNote = (isAnonymous: boolean) => ({
  id: randomBytes(16).toString('base64url'),
  ...(isAnonymous ? { key: randomBytes(32).toString('base64url') } : {}),
})
const lift = (boardId: string) => workshop.coach.send('POST', `/api/boards/${boardId}/curtains/lift`, {})
const keep = (person: ApiPerson | undefined, boardId: string, note: object) =>
  done(
    (person ?? workshop.coach).send('PUT', `/api/boards/${boardId}/private-notes`, {
      cells: {},
      revision: 0,
      ...note,
    }),
  )
const textsOf = (doc: Y.Doc): string[] =>
  [...boardRoot(doc).values()].flatMap((map) => {
    const text = map.get('rt')
    return text instanceof Y.XmlFragment ? [text.toString().replace(/<[^>]+>/g, '')] : []
  })
const allSeen = (peer: BoardPeer, sentences: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const check = () => {
      const texts = textsOf(peer.doc)
      if (sentences.every((sentence) => texts.includes(sentence))) resolve()
    }
    peer.doc.on('update', check)
    check()
  })

/** How a sentence may stand in bytes: as UTF-8 and UTF-16, escaped as JSON, and in base64 at each of three offsets. */
function formsOf(sentence: string): Buffer[] {
  const escaped = (text: string) =>
    text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const utf8 = Buffer.from(sentence)
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    return Buffer.from(text.slice(4, -4))
  })
  return [
    utf8,
    Buffer.from(sentence, 'utf16le'),
    Buffer.from(sentence, 'utf16le').swap16(),
    Buffer.from(escaped(sentence)),
    Buffer.from(encodeURIComponent(sentence)),
    ...base64,
  ]
}

/** Looks in bytes for sentences, and for the longest word of each: a text may travel in pieces. */
function leaksOf(sentences: readonly string[]): (bytes: Uint8Array) => string[] {
  const probes = sentences.flatMap((sentence) => {
    const [longest = ''] = sentence.split(/[ ,.?]+/).sort((a, b) => b.length - a.length)
    return [...formsOf(sentence), Buffer.from(longest), Buffer.from(longest, 'utf16le')]
  })
  return (bytes) =>
    probes.filter((probe) => Buffer.from(bytes).includes(probe)).map((probe) => probe.toString())
}

test.each([
  { kind: 'named', anonymous: false, sentences: QUESTIONS },
  { kind: 'anonymous', anonymous: true, sentences: TAKEAWAYS },
])(
  'S1.3, S1.6 nothing that reaches anybody else holds a hidden $kind note; after the reveal all of them do',
  async ({ anonymous, sentences }) => {
    const leaks = leaksOf(sentences)
    const seen = (peer: BoardPeer) => allSeen(peer, sentences)
    const { coach } = workshop
    const boardId = await newBoard()
    const [ada, ben, chloe] = people
    if (!ada || !ben || !chloe) throw new Error('nobody came')
    const captured: Uint8Array[] = []
    const tap = (message: Uint8Array) => void captured.push(Uint8Array.from(message))
    const watching = [
      await openBoard(server, ben, boardId, tap),
      await openBoard(server, coach, boardId, tap),
    ]
    const writing = await openBoard(server, ada, boardId)
    const curtainId = await draw(boardId, anonymous)
    for (const [at, text] of sentences.entries())
      await keep([ada, chloe][at % 2], boardId, { ...newNote(anonymous), curtainId, text })
    const late = await openBoard(server, await join('Tardive'), boardId, tap)
    expect(readCurtains(metaRoot(late.doc))['questions']?.id).toBe(curtainId)
    await done(coach.send('POST', `/api/boards/${boardId}/snapshots`, { name: 'Pendant' }))
    const { snapshots } = await done(coach.get(`/api/boards/${boardId}/snapshots`))
    const paths = [
      ...['', '/private-notes', '/extract', '/items', '/sources', '/references', '/dependents', '/snapshots'],
      ...['json', 'md', 'csv', 'svg'].map((format) => `/export?format=${format}`),
    ].map((path) => `/api/boards/${boardId}${path}`)
    paths.push(
      `/api/snapshots/${snapshots[0].id}`,
      `/api/snapshots/${snapshots[0].id}.svg`,
      `/api/cohorts/${workshop.cohortId}/boards`,
      `/api/cohorts/${workshop.cohortId}/overview`,
      '/api/search?q=camion',
      '/api/search?q=chauffeurs',
    )
    for (const person of [ben, coach])
      for (const path of paths) captured.push(Buffer.from((await person.get(path)).text))
    expect(captured.length).toBeGreaterThan(30)
    expect(captured.flatMap(leaks)).toEqual([])
    expect(leaks(Buffer.from(server.output()))).toEqual([])

    const revealed = Promise.all([...watching, writing, late].map(seen))
    expect((await done(lift(boardId))).notes).toBe(sentences.length)
    await revealed
    // the same look finds them now
    expect(leaks(Buffer.concat(captured)).length).toBeGreaterThan(0)
    const { text } = await coach.get(`/api/boards/${boardId}/export?format=json`)
    for (const sentence of sentences) expect(text).toContain(sentence)
    for (const peer of [...watching, writing, late]) peer.leave()
  },
)

test('killed in the middle of a private step it has every note', async () => {
  const boardId = await newBoard()
  const curtainId = await draw(boardId, false)
  const [ada, ben] = people
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      keep(at % 2 ? ada : ben, boardId, { ...newNote(false), curtainId, text: `Question cachée ${at}.` }),
    ),
  )
  await server.stop('SIGKILL')
  await restart()
  const { notes } = await done((ada ?? workshop.coach).get(`/api/boards/${boardId}/private-notes`))
  expect(notes).toHaveLength(10)
})

test('killed at any moment of a reveal, a board has its notes all hidden or all revealed, and each once', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  const random = new SeededRandom(seed)
  for (let round = 0; round < KILLS; round++) {
    const boards = await Promise.all(Array.from({ length: 8 }, (_, at) => hiddenBoard(at, at % 2 === 1)))
    const [first, ...rest] = boards
    if (!first) throw new Error('no board')
    const began = performance.now()
    expect((await done(lift(first.boardId))).notes).toBe(HIDDEN)
    const tookMs = performance.now() - began
    // they begin one after the other around the moment of the kill: some are over then, some under way, the last never began
    const lifting = rest.map(async ({ boardId }, at) => {
      await pause((at * tookMs) / 2)
      await lift(boardId).catch(() => undefined)
    })
    await pause(random.next() * 2 * tookMs)
    await server.stop('SIGKILL')
    await Promise.all(lifting)
    await restart()
    const counts = await Promise.all(
      boards.map(async ({ boardId, texts }) => {
        const reader = await openBoard(server, workshop.coach, boardId)
        const found = () => textsOf(reader.doc).filter((text) => texts.includes(text))
        const hangs = readCurtains(metaRoot(reader.doc))['questions'] !== undefined
        const about = `seed ${seed}, round ${round}`
        expect(found(), about).toHaveLength(hangs ? 0 : HIDDEN)
        expect(new Set(found()).size, about).toBe(found().length)
        const before = hangs ? 'hidden' : 'revealed'
        await done(lift(boardId))
        await vi.waitFor(() => expect(found().sort(), about).toEqual([...texts].sort()), EVENT_MS)
        expect(readCurtains(metaRoot(reader.doc)), about).toEqual({})
        const { text } = await workshop.coach.get(`/api/boards/${boardId}/export?format=md`)
        for (const each of texts) expect(text.split(each), about).toHaveLength(2)
        reader.leave()
        return before
      }),
    )
    expect(counts[0]).toBe('revealed')
    expect(counts.at(-1)).toBe('hidden')
  }
})

/** A board on which people wrote behind a curtain. */
async function hiddenBoard(
  number: number,
  anonymous: boolean,
): Promise<{ boardId: string; texts: string[] }> {
  const boardId = await newBoard()
  const curtainId = await draw(boardId, anonymous)
  const texts = Array.from({ length: HIDDEN }, (_, at) => `Question cachée ${at} du tableau ${number}.`)
  await Promise.all(
    texts.map((text, at) =>
      keep(people[at % people.length], boardId, { ...newNote(anonymous), curtainId, text }),
    ),
  )
  return { boardId, texts }
}

async function restart(): Promise<void> {
  server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
}
