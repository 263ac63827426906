import { metaRoot, readCurtains } from '@tablee/board'
import { addItem, setItemText } from '@tablee/board/edit'
import { expect, vi } from 'vitest'
import { ApiError } from '../../apps/web/src/api/api-error.ts'
import { type KeyedStorage, noteShelf } from '../../apps/web/src/private-writing/note-shelf.ts'
import { NotesKeeper } from '../../apps/web/src/private-writing/notes-keeper.ts'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { openFront } from '../running/front.ts'
import { newDataFolder, startServer } from '../running/start-server.ts'
import { textsOf } from './texts-of.ts'

/** How long the network is gone, in ms. */
const AWAY_MS = 60_000
/** Longest wait for what must come, in ms: the machine may be busy. */
const EVENT_MS = 20_000
const ZONE = 'questions'
/** What she types on the board and behind the curtain: before the network goes, while it is gone, just before it is back. */
const ON_BOARD = ['J’essaierais de commencer', ' par la collecte seule,', ' sans la vente.'] as const
const HIDDEN = ['Qui a le droit de modifier', ' la tournée quand le camion', ' est déjà parti ?'] as const

/** Somebody whose network went a moment ago, on a server of her own. */
export interface MinuteAway {
  /** Waits for the rest of the minute, gives the network back, and expects that every word is there once. */
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Takes the network from somebody who is in the middle of a note on the board and of one behind a curtain. */
export async function beginMinuteAway(): Promise<MinuteAway> {
  const folder = await newDataFolder()
  const server = await startServer({ dataDir: folder.dataDir })
  const front = await openFront()
  const ports = [Number(new URL(server.url).port)]
  front.goTo(ports)
  const { coach, cohortId, organisationId: scopeId } = await prepareWorkshop(server)
  const order = { cohortId, organisationId: scopeId, templateId: 'inter-peer-case' }
  const boardId: string = (await done(coach.send('POST', '/api/boards', order))).id
  const path = `/api/boards/${boardId}`
  await done(coach.send('POST', `${path}/curtains`, { zoneIds: [ZONE], anonymous: true }))
  const guest = { role: 'participant', scopeKind: 'organisation', scopeId }
  const person = await joinAsGuest(front, coach, { name: 'Nadia', ...guest })
  const typing = await openBoard(front, person, boardId)
  const other = await openBoard(server, await joinAsGuest(server, coach, { name: 'Marc', ...guest }), boardId)
  const writer = { doc: typing.doc, by: typing.actorId, role: 'writer' } as const
  const keeper = keeperOf(person, path, typing.actorId)
  const curtain = {
    id: readCurtains(metaRoot(typing.doc))[ZONE]?.id ?? '',
    zoneId: ZONE,
    anonymous: true,
    reading: false,
    freeColumns: [],
  }
  keeper.follow([curtain])
  const hiddenId = keeper.begin(curtain)
  const kept = () => keeper.notes().find(({ id }) => id === hiddenId)?.saved?.text
  keeper.write(hiddenId, { text: HIDDEN[0] })
  await vi.waitFor(() => expect(kept()).toBe(HIDDEN[0]), { timeout: EVENT_MS })
  const noteId = addItem(writer, { zoneId: 'advice', text: ON_BOARD[0] }) ?? ''
  await until(typing.room, ({ saved }) => saved === 'saved')

  const gone = until(typing.room, ({ synced }) => !synced)
  front.cut()
  const minute = new Promise((over) => setTimeout(over, AWAY_MS))
  await gone
  setItemText(writer, noteId, ON_BOARD.slice(0, 2).join(''))
  keeper.write(hiddenId, { text: HIDDEN.slice(0, 2).join('') })

  return {
    async comeBack() {
      await minute
      setItemText(writer, noteId, ON_BOARD.join(''))
      keeper.write(hiddenId, { text: HIDDEN.join('') })
      expect(typing.room.state().synced).toBe(false)
      expect(kept()).toBe(HIDDEN[0])
      const onBoard = () => startingWith(other, ON_BOARD[0])
      expect(onBoard()).toEqual([ON_BOARD[0]])

      front.goTo(ports)
      await until(typing.room, ({ synced, saved }) => synced && saved === 'saved')
      await vi.waitFor(() => expect(onBoard()).toEqual([ON_BOARD.join('')]), { timeout: EVENT_MS })
      await vi.waitFor(() => expect(kept()).toBe(HIDDEN.join('')), { timeout: EVENT_MS })
      expect(startingWith(other, HIDDEN[0])).toEqual([])
      const { notes } = await done(coach.send('POST', `${path}/curtains/lift`, {}))
      expect(notes).toBe(1)
      for (const peer of [other, typing])
        await vi.waitFor(() => expect(startingWith(peer, HIDDEN[0])).toEqual([HIDDEN.join('')]), {
          timeout: EVENT_MS,
        })
      expect(typing.refused()).toEqual([])
    },
    async close() {
      keeper.close()
      for (const peer of [typing, other]) peer.leave()
      front.close()
      await server.stop()
      await folder.remove()
    },
  }
}

const startingWith = (peer: BoardPeer, start: string) =>
  textsOf(peer).filter((text) => text.startsWith(start))

/** What keeps private notes in a browser, with this person's cookie in the place of the browser's. */
function keeperOf(person: ApiPerson, path: string, actorId: string): NotesKeeper {
  const ask = async (method: 'POST' | 'PUT', to: string, body: unknown) => {
    const answer = await person.send(method, `${path}/private-notes${to}`, body).catch(() => null)
    if (answer === null) throw new ApiError('offline')
    return done(Promise.resolve(answer))
  }
  const random = (length: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(length)))
  return new NotesKeeper(
    {
      read: async () => {
        const answer = await person.get(`${path}/private-notes`).catch(() => null)
        if (answer === null) throw new ApiError('offline')
        return answer.body
      },
      find: (notes) => ask('POST', '/find', { notes }),
      keep: (note) => ask('PUT', '', note),
      withdraw: (note) => ask('POST', '/withdraw', note),
      reveal: (curtainId) => ask('POST', '/reveal', { curtainId }),
    },
    noteShelf(memory(), path, actorId),
    () => ({ id: random(16).toString('base64url'), key: random(32).toString('base64url') }),
  )
}

function memory(): KeyedStorage {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size
    },
  }
}
