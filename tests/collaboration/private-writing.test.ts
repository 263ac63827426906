import { randomBytes } from 'node:crypto'
import { boardRoot, metaRoot, readCurtains } from '@tablee/board'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

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

test('killed in the middle of a private step, and of the reveal, it has every note, and each once', async () => {
  const boardId = await newBoard()
  const curtainId = await draw(boardId, false)
  const [ada, ben] = people
  const texts = Array.from({ length: 20 }, (_, at) => `Question cachée ${at}.`)
  const writing = texts.map((text, at) =>
    keep(at % 2 ? ada : ben, boardId, { ...newNote(false), curtainId, text }),
  )
  await Promise.all(writing)
  await server.stop('SIGKILL')
  await restart()
  const { notes } = await done((ada ?? workshop.coach).get(`/api/boards/${boardId}/private-notes`))
  expect(notes).toHaveLength(10)

  // the answer never comes: the server dies while it reveals
  const lifting = lift(boardId).catch(() => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  await server.stop('SIGKILL')
  await lifting
  await restart()
  await done(lift(boardId))
  const reader = await openBoard(server, workshop.coach, boardId)
  const found = textsOf(reader.doc).filter((text) => text.startsWith('Question cachée'))
  expect(found.sort()).toEqual([...texts].sort())
  expect(readCurtains(metaRoot(reader.doc))).toEqual({})
  reader.leave()
})

async function restart(): Promise<void> {
  server = await startServer({ dataDir: folder.dataDir, port: Number(new URL(server.url).port) })
}
