import { type BoardRecord, boardRoot, decodeRecord, methodOf } from '@tablee/board'
import { addItems } from '@tablee/board/edit'
import { type ApiPerson, done, prepareWorkshop, setUp } from '../../running/api.ts'
import { openBoard } from '../../running/board-peer.ts'
import { newDataFolder, startServer } from '../../running/start-server.ts'

/** Zones of the board, and notes in each. */
const ZONES = 20
const NOTES_PER_ZONE = 50

/** The product with one large board on it, and a second for typing in cells. */
export interface Stage {
  readonly url: string
  readonly coach: ApiPerson
  readonly boardId: string
  /** An ordinary board: a shipped method without notes. */
  readonly smallBoardId: string
  /** All records of the board, for the peer. */
  readonly records: BoardRecord[]
  close(): Promise<void>
}

const text = (word: string) => ({ fr: word, nl: word, en: word })

/** A method with as many zones as the work asks for, four in a row, as high as a method may be: the last notes of each crowd together. */
function zonesOf() {
  return Array.from({ length: ZONES }, (_, at) => ({
    id: `zone_${String.fromCharCode(97 + at)}`,
    label: text(`Zone ${at + 1}`),
    prompt: text('Une question à laquelle on répond par des notes.'),
    kind: at % 4 === 3 ? 'row' : 'sticky',
    grid: { x: (at % 4) * 3, y: Math.floor(at / 4) * 4, w: 3, h: 4 },
    options:
      at % 4 === 3
        ? {
            cols: [
              { id: 'need', label: text('Besoin'), type: 'text', required: true },
              { id: 'why', label: text('Pourquoi'), type: 'text' },
            ],
          }
        : {},
    feeds: null,
  }))
}

/** Starts the built server and fills a board through the product's own ways. */
export async function openStage(): Promise<Stage> {
  const folder = await newDataFolder()
  const server = await startServer({ dataDir: folder.dataDir })
  const coach = await setUp(server)
  const { cohortId, organisationId, boardId: smallBoardId } = await prepareWorkshop(server, coach)
  const templateId = await publishMethod(coach)
  const { id: boardId } = await done(
    coach.send('POST', '/api/boards', { cohortId, organisationId, templateId }),
  )
  const peer = await openBoard(server, coach, boardId)
  const zones = methodOf(peer.doc)?.zones ?? []
  const notes = zones.flatMap(({ id }) =>
    Array.from({ length: NOTES_PER_ZONE }, (_, at) => ({
      zoneId: id,
      text: `Note ${at + 1} : ce que les bénéficiaires attendent de l’accueil`,
    })),
  )
  for (let from = 0; from < notes.length; from += NOTES_PER_ZONE) {
    addItems({ doc: peer.doc, by: peer.actorId, role: 'coach' }, notes.slice(from, from + NOTES_PER_ZONE))
    await peer.room.flushed()
  }
  const records = [...boardRoot(peer.doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  peer.leave()
  return {
    url: server.url,
    coach,
    boardId,
    smallBoardId,
    records,
    async close() {
      await server.stop()
      await folder.remove()
    },
  }
}

async function publishMethod(coach: ApiPerson): Promise<string> {
  const { programmes } = await done(coach.get('/api/programmes'))
  const own = await done(
    coach.send('POST', '/api/own-templates', {
      programmeId: programmes[0].id,
      title: 'Grand tableau',
      lang: 'fr',
      from: null,
      family: 'needs',
    }),
  )
  const draft = {
    ...own.draft,
    title: text('Grand tableau'),
    purpose: text('Mesurer'),
    when: text('Pour mesurer'),
    durationMin: 10,
    groupSize: { min: 1, max: 20 },
    steps: [{ minutes: 10, mode: 'group', title: text('Écrire'), instruction: text('Écrivez.') }],
    zones: zonesOf(),
  }
  const saved = await done(
    coach.send('PUT', `/api/own-templates/${own.id}/draft`, {
      revision: own.revision,
      draft,
      licence: 'CC0',
      credits: '',
    }),
  )
  await done(coach.send('POST', `/api/own-templates/${own.id}/publish`, { revision: saved.revision }))
  return own.id
}
