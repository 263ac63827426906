import * as Y from 'yjs'
import { report } from '../report.ts'
import { apartFromNewcomer, waitOf, watched } from './attacked-server.ts'
import { openClient, pause } from './board-client.ts'
import { CALM_MS, lineOf, MEMORY_MIB, NOTICED_MS, type Round, unlessSmoke } from './hostile-kinds.ts'
import { holding, type MemoryWatch } from './hostile-memory.ts'
import { numberedWriter } from './numbered-notes.ts'
import type { ProductPerson } from './product.ts'

const MINUTE_MS = 60_000
const MUTATE_SMOKE_MS = 2_000
/** How long once more, for its memory alone. */
const HOLD_MS = { full: 20_000, smoke: 500 }
/** Messages of honest traffic that are recorded for the mutations. */
const RECORDED_WORDS = 60

/** Recorded traffic of somebody, with mistakes in it, for minutes. */
export async function measureMutations(
  round: Round,
  { person, watch }: { person: ProductPerson; watch: MemoryWatch },
): Promise<void> {
  const { server, options, size } = round
  const [attacker] = server.attackers
  if (!server.program.alive || options.kind !== null || attacker === undefined) return
  await pause(CALM_MS[size])
  const forMs = size === 'smoke' ? MUTATE_SMOKE_MS : options.minutes * MINUTE_MS
  const recorded = await recordFrames(person)
  const frames = recorded.map((frame) => Buffer.from(frame).toString('base64'))
  const rise = await round.riseOfLive()
  const result = await watched(server, () =>
    attacker.run({ kind: 'mutate', frames, forMs, seed: options.seed }),
  )
  const keptMib = await rise()
  const held = await holding(round, watch, {
    kinds: ['mutated frames'],
    work: () => attacker.run({ kind: 'mutate', frames, forMs: HOLD_MS[size], seed: options.seed }),
  })
  const { latenciesMs, ...said } = result
  report.say(`mutated frames: ${JSON.stringify({ ...said, samples: latenciesMs.length })}`)
  const conditions = {
    seconds: forMs / 1_000,
    frames: result.times,
    closeCodes: result.codes,
    seed: options.seed,
    smoke: options.smoke,
  }
  const line = lineOf('mutated frames', conditions)
  line('crashes', Number(!server.program.alive), 'crashes', 0)
  line('bystanders closed', server.bystanders.closed, 'people', 0)
  line('bystanders whose document differs', await apartFromNewcomer(server), 'people', 0)
  line('p99 of bystanders', result.p99Ms, 'ms', null)
  line(
    'p99 of bystanders beyond what they and the server waited for the machine',
    result.p99Ms === null ? null : waitOf(result),
    'ms',
    unlessSmoke(options, NOTICED_MS),
  )
  line('rss rise', result.rssRiseMib, 'MiB', null)
  line('rss rise beyond the room for young objects', result.beyondYoungMib, 'MiB', null)
  const heldFor = { seconds: HOLD_MS[size] / 1_000, seed: options.seed, smoke: options.smoke }
  lineOf('mutated frames', heldFor)('memory rise', held?.peakMib ?? null, 'MiB', MEMORY_MIB)
  line('memory kept while people work on, beyond honest work', keptMib, 'MiB', null)
}

/** Everything that an honest person sends in a while, as the server gets it. */
async function recordFrames(person: ProductPerson): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  const client = await openClient(person.door(), new Y.Doc(), (frame) => frames.push(frame))
  const writer = numberedWriter(client.doc, 'm', person.actorId)
  for (let word = 0; word < RECORDED_WORDS; word++) {
    writer.write()
    client.point({ cursor: { x: word, y: 1 }, selection: [`shape:${word}`] })
    await pause(5)
  }
  client.leave()
  return frames
}
