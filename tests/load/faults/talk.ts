import { type BoardClient, type Door, openClient, pause } from './board-client.ts'
import { numberedWriter, wordsOf } from './numbered-notes.ts'

/** Somebody's way to a board, and what its records call her. */
export interface Seat {
  readonly door: Door
  readonly actorId: string
}

/** What people were promised: a word that somebody else has seen, or that the server called safe. */
export interface Promised {
  readonly words: ReadonlySet<string>
  readonly seen: number
  readonly acknowledged: number
}

/** People who write numbered words on one board. */
export interface Talk {
  readonly clients: readonly BoardClient[]
  /** Words written and sent, each writer's in order. */
  readonly written: readonly string[]
  /** Nobody writes any more; the connections stay. */
  stop(): void
  /** What was promised until now. After a kill, first wait until the connections have ended. */
  promised(): Promised
  leave(): void
}

/** What is wrong with a board after all. */
export interface Damage {
  lost: number
  doubled: number
  promised: number
  present: number
}

/** Lets everybody write a word every so many ms; the words begin with `name`. */
export async function startTalk(
  seats: readonly Seat[],
  how: { name: string; everyMs: number },
): Promise<Talk> {
  const people = await Promise.all(
    seats.map(async ({ door, actorId }, index) => {
      const client = await openClient(door)
      const writer = numberedWriter(client.doc, `${how.name}p${index}`, actorId)
      return { client, writer, own: [] as { word: string; message: number }[] }
    }),
  )
  const timers = people.map(({ client, writer, own }) =>
    setInterval(() => {
      const before = client.sent
      const word = writer.write()
      // after the end of the connection nothing is sent, and nothing promised
      if (client.sent > before) own.push({ word, message: client.sent })
    }, how.everyMs),
  )
  const stop = () => {
    for (const timer of timers) clearInterval(timer)
  }
  return {
    clients: people.map(({ client }) => client),
    get written() {
      return people.flatMap(({ own }) => own.map(({ word }) => word))
    },
    stop,
    promised() {
      const safe = people.flatMap(({ client, own }) =>
        own.filter(({ message }) => message <= client.stored).map(({ word }) => word),
      )
      const seen = new Set<string>()
      for (const [index, { client }] of people.entries())
        for (const word of wordsOf(client.doc).keys())
          if (word.startsWith(how.name) && !word.startsWith(`${how.name}p${index}.`)) seen.add(word)
      return { words: new Set([...safe, ...seen]), seen: seen.size, acknowledged: safe.length }
    },
    leave() {
      stop()
      for (const { client } of people) {
        client.leave()
        client.doc.destroy()
      }
    },
  }
}

/**
 * Compares a board with what people were promised.
 * @param quietMs of a server that sends what it has after it has answered: as long as nothing more came
 */
export async function damageOf(door: Door, promised: ReadonlySet<string>, quietMs = 0): Promise<Damage> {
  const reader = await openClient(door)
  if (quietMs > 0) await untilQuiet(reader, quietMs)
  const present = wordsOf(reader.doc)
  reader.leave()
  return {
    lost: [...promised].filter((word) => !present.has(word)).length,
    doubled: [...present.values()].filter((count) => count > 1).length,
    promised: promised.size,
    present: present.size,
  }
}

async function untilQuiet(client: BoardClient, quietMs: number): Promise<void> {
  for (let before = -1; client.received > before; ) {
    before = client.received
    await pause(quietMs)
  }
}
