import { report } from '../report.ts'
import { pause } from './board-client.ts'
import {
  PEERS,
  type PeerProcess,
  type PeerServer,
  startHocuspocus,
  startStoredYWebsocketServer,
  startTldraw,
  startYWebsocketServer,
} from './peers.ts'
import { type Damage, damageOf, startTalk } from './talk.ts'
import { openTldrawClient, type TldrawClient } from './tldraw-client.ts'

const WRITERS = { full: 10, smoke: 5 }
/** How long after the first word each is killed: what saves now and then loses more or less by the moment. */
const KILLED_AFTER_MS = { full: [1_000, 3_000, 7_000, 12_000], smoke: [1_000] }
/** y-leveldb answers with an empty document and sends what it has later: so long after the last of it, in ms. */
const QUIET_MS = 2_000

/** What kills did to one peer, all together. */
interface PeerDamage {
  readonly damage: Damage
  readonly conditions: { readonly killedAfterMs: readonly number[]; readonly promised: number }
}

type Once = (name: string, afterMs: number) => Promise<Damage | null>

/** The same writers on the peers, whose people are gone after the kill as well; null for one that is not there. */
export async function killPeers(
  size: 'full' | 'smoke',
  everyMs: number,
): Promise<Record<string, PeerDamage | null>> {
  const yjs =
    (start: () => Promise<PeerServer | null>, quietMs = 0): Once =>
    (name, afterMs) =>
      onPeer(start, (peer) => killYjs(peer, { name, afterMs, everyMs, writers: WRITERS[size], quietMs }))
  const kinds: Readonly<Record<string, Once>> = {
    [PEERS.hocuspocus]: yjs(startHocuspocus),
    [PEERS.yWebsocket]: yjs(startYWebsocketServer),
    [PEERS.yWebsocketStored]: yjs(startStoredYWebsocketServer, QUIET_MS),
    [PEERS.tldraw]: (name, afterMs) =>
      onPeer(startTldraw, (peer) => killTldraw(peer, { name, afterMs, everyMs, writers: WRITERS[size] })),
  }
  const results: Record<string, PeerDamage | null> = {}
  const kill = async ([name, once]: [string, Once]) => {
    results[name] = await killEach(once, KILLED_AFTER_MS[size])
  }
  if (size === 'smoke') await Promise.all(Object.entries(kinds).map(kill))
  else for (const kind of Object.entries(kinds)) await kill(kind)
  report.say(`kill, peers: ${JSON.stringify(results)}`)
  return results
}

async function killEach(once: Once, momentsMs: readonly number[]): Promise<PeerDamage | null> {
  const damage: Damage = { lost: 0, doubled: 0, promised: 0, present: 0 }
  for (const [index, afterMs] of momentsMs.entries()) {
    const found = await once(`h${index}`, afterMs)
    if (found === null) return null
    for (const metric of ['lost', 'doubled', 'promised', 'present'] as const) damage[metric] += found[metric]
  }
  return { damage, conditions: { killedAfterMs: momentsMs, promised: damage.promised } }
}

async function onPeer<P extends PeerProcess>(
  start: () => Promise<P | null>,
  work: (peer: P) => Promise<Damage>,
): Promise<Damage | null> {
  const peer = await start()
  if (peer === null) return null
  try {
    return await work(peer)
  } finally {
    await peer.remove()
  }
}

/** People who write until the server is killed. */
interface Writing {
  readonly name: string
  readonly afterMs: number
  readonly everyMs: number
  readonly writers: number
}

async function killYjs(peer: PeerServer, how: Writing & { quietMs: number }): Promise<Damage> {
  const seats = Array.from({ length: how.writers }, (_, person) => ({
    door: peer.door(),
    actorId: `p${person}`,
  }))
  const talk = await startTalk(seats, how)
  await pause(how.afterMs)
  await peer.end('SIGKILL')
  talk.stop()
  // what the kernel had for them before the kill still reaches them: that was relayed too
  await Promise.all(talk.clients.map(({ closed }) => closed))
  const { words } = talk.promised()
  talk.leave()
  await peer.restart()
  return damageOf(peer.door(), words, how.quietMs)
}

/** A word is a note of its own: its id is the word. */
async function killTldraw(peer: PeerProcess, how: Writing): Promise<Damage> {
  const own: { word: string; change: number }[][] = []
  const clients: TldrawClient[] = []
  while (clients.length < how.writers) {
    clients.push(await openTldrawClient(peer.port, `p${clients.length}`))
    own.push([])
  }
  const timers = clients.map((client, index) =>
    setInterval(() => {
      const word = `${how.name}p${index}.${own[index]?.length}`
      own[index]?.push({ word, change: client.write(`shape:${word}`, word) })
    }, how.everyMs),
  )
  await pause(how.afterMs)
  await peer.end('SIGKILL')
  for (const timer of timers) clearInterval(timer)
  await Promise.all(clients.map(({ closed }) => closed))
  const promised = new Set<string>()
  for (const [index, client] of clients.entries()) {
    for (const { word, change } of own[index] ?? []) if (client.isTaken(change)) promised.add(word)
    for (const word of client.texts().values())
      if (!word.startsWith(`${how.name}p${index}.`)) promised.add(word)
  }
  await peer.restart()
  const reader = await openTldrawClient(peer.port, 'reader')
  const present = new Set(reader.texts().values())
  reader.leave()
  return {
    lost: [...promised].filter((word) => !present.has(word)).length,
    doubled: reader.texts().size - present.size,
    promised: promised.size,
    present: present.size,
  }
}
