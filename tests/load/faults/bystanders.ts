import { BOARD_ROOT, TEXT_KEY } from '@tablee/board'
import * as Y from 'yjs'
import { type BoardClient, untilTrue } from './board-client.ts'
import { numberedWriter } from './numbered-notes.ts'

const WORD_EVERY_MS = 100
const CURSOR_EVERY_MS = 100
const SEEN_WITHIN_MS = 15_000

/** What an attacker calls herself; nobody else may be called so. */
const FALSE_NAME = '"spoof"'

/** Somebody who may work on the board under attack. */
export interface Honest {
  /** What the board's records call her. */
  readonly actorId: string
  open(): Promise<BoardClient>
}

/** What honest people notice in a span of time. */
interface Noticed {
  /** From a word's writing to its sight by another, in ms; ascending. */
  readonly latenciesMs: readonly number[]
}

/** Honest people who work on, whatever happens beside them. */
export interface Bystanders {
  readonly clients: readonly BoardClient[]
  /** How many of them were closed by the server. */
  readonly closed: number
  /** Messages with an attacker's false name that reached one of them. */
  readonly falseNames: number
  /** Words that some of them has not seen yet. */
  readonly unseen: number
  /** What they noticed since the last call; the words of the last moment count later. */
  take(): Noticed
  /** Resolves when everybody has seen what was written until now, or nobody waits for it any more. */
  untilSeen(): Promise<void>
  /** Lets them rest, or go on. */
  rest(resting: boolean): void
  stop(): void
}

/** Lets people write words and move cursors until they are stopped. */
export async function startBystanders(
  people: readonly Honest[],
  { wordEveryMs = WORD_EVERY_MS } = {},
): Promise<Bystanders> {
  const written = new Map<string, { atMs: number; seenBy: number }>()
  let latenciesMs: number[] = []
  let falseNames = 0
  let resting = false
  const clients: BoardClient[] = []
  for (const person of people) clients.push(await person.open())
  const timers = clients.flatMap((client, index) => {
    client.socket.on('message', (data: Buffer) => {
      if (data.includes(FALSE_NAME)) falseNames += 1
    })
    onWords(client.doc, (word) => {
      const entry = written.get(word)
      if (entry === undefined) return
      entry.seenBy += 1
      latenciesMs.push(performance.now() - entry.atMs)
      if (entry.seenBy === clients.length - 1) written.delete(word)
    })
    const writer = numberedWriter(client.doc, `b${index}`, people[index]?.actorId ?? '')
    let x = 0
    return [
      setInterval(() => {
        if (resting) return
        // noted first: the word is on its way when `write` returns
        const word = writer.next
        written.set(word, { atMs: performance.now(), seenBy: 0 })
        writer.write()
      }, wordEveryMs),
      setInterval(() => {
        x += 1
        client.point({ cursor: { x, y: index } })
      }, CURSOR_EVERY_MS),
    ]
  })
  return {
    clients,
    get closed() {
      return clients.filter(({ closedWith }) => closedWith !== null).length
    },
    get falseNames() {
      return falseNames
    },
    get unseen() {
      return written.size
    },
    take() {
      const noticed = { latenciesMs: latenciesMs.sort((a, b) => a - b) }
      latenciesMs = []
      return noticed
    },
    async untilSeen() {
      const words = [...written.keys()]
      await untilTrue(() => !words.some((word) => written.has(word)), SEEN_WITHIN_MS)
    },
    rest(value) {
      resting = value
    },
    stop() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** The figure that so much of the sorted figures lie below; null when there are none. */
export function percentile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null
}

/** Calls back for every word that comes from others. */
function onWords(doc: Y.Doc, listener: (word: string) => void): void {
  const split = (text: string) => {
    for (const word of text.replace(/<[^>]*>/g, ' ').split(/\s+/)) if (word !== '') listener(word)
  }
  doc.getMap(BOARD_ROOT).observeDeep((events, transaction) => {
    if (transaction.local) return
    for (const event of events) {
      if (event.target instanceof Y.XmlText) {
        for (const { insert } of event.changes.delta) if (typeof insert === 'string') split(insert)
      } else if (event.path.length === 0) {
        for (const key of event.changes.keys.keys()) {
          const record = doc.getMap(BOARD_ROOT).get(key)
          const text = record instanceof Y.Map ? record.get(TEXT_KEY) : null
          if (text instanceof Y.XmlFragment) split(text.toString())
        }
      }
    }
  })
}
