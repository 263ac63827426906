import { report } from '../report.ts'
import { startAttackers } from './attack-process.ts'
import { type AttackedServer, apartFromNewcomer, attack, type Effect } from './attacked-server.ts'
import type { WayIn } from './attacker.ts'
import { W8 } from './attacks/all-attacks.ts'
import { openClient, pause } from './board-client.ts'
import { type Honest, startBystanders } from './bystanders.ts'
import { sayEffect, type W8Result, w8ResultOf } from './hostile-kinds.ts'
import { PEERS, type PeerServer, startHocuspocus, startYWebsocketServer } from './peers.ts'

const BYSTANDERS = 5

/** How the kinds are tried. */
interface Trial {
  readonly names: readonly string[]
  readonly forMs: number
  readonly calmMs: number
  readonly seed: number
}

/** The kinds that mean the same to every Yjs server, on those of others; null for one that is not there or could not go on. */
export async function attackPeers(trial: Trial): Promise<Record<string, W8Result | null>> {
  const kinds = [
    { name: PEERS.hocuspocus, start: startHocuspocus, path: '/', dialect: 'hocuspocus' },
    { name: PEERS.yWebsocket, start: startYWebsocketServer, path: '/board', dialect: 'y-websocket' },
  ] as const
  const results: Record<string, W8Result | null> = {}
  for (const { name, start, path, dialect } of kinds) {
    const peer = await start()
    if (peer === null) {
      results[name] = null
      continue
    }
    try {
      results[name] = await attackPeer(peer, { path, dialect }, trial)
    } catch (err) {
      report.say(`hostile: ${name} could not go on: ${err instanceof Error ? err.message : 'unknown'}`)
      results[name] = null
    } finally {
      await peer.remove()
    }
  }
  return results
}

async function attackPeer(
  peer: PeerServer,
  way: Pick<WayIn, 'path' | 'dialect'>,
  trial: Trial,
): Promise<W8Result> {
  const person = (actorId: string): Honest => ({ actorId, open: () => openClient(peer.door()) })
  const bystanders = await startBystanders(Array.from({ length: BYSTANDERS }, (_, at) => person(`p${at}`)))
  const wayIn: WayIn = {
    ...way,
    port: peer.port,
    cookie: '',
    actorId: 'eve',
    others: bystanders.clients.map(({ doc }) => doc.clientID),
  }
  const attackers = [await startAttackers([wayIn])]
  const server: AttackedServer = {
    program: peer.program,
    bystanders,
    attackers,
    newcomer: person('newcomer'),
  }
  try {
    const effects: Effect[] = []
    for (const name of trial.names.filter((kind) => W8.includes(kind))) {
      await pause(trial.calmMs)
      const effect = await attack(server, { blows: [{ name, by: 0 }], forMs: trial.forMs, seed: trial.seed })
      effects.push(effect)
      sayEffect({ ...effect, name: `${peer.name}: ${name}` }, server)
      if (!server.program.alive) break
    }
    const apart = await apartFromNewcomer(server)
    return w8ResultOf({ server, effects, apart, falseNames: bystanders.falseNames })
  } finally {
    for (const attacker of attackers) attacker.end()
    bystanders.stop()
    for (const client of bystanders.clients) client.leave()
  }
}
