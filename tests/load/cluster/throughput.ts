import { availableParallelism } from 'node:os'
import { openClient, pause } from '../faults/board-client.ts'
import { numberedWriter } from '../faults/numbered-notes.ts'
import type { BenchOptions } from '../faults/options.ts'
import { randomFrom } from '../faults/random.ts'
import { readProcess } from '../process-stat.ts'
import { report } from '../report.ts'
import type { Cluster, Node } from './nodes.ts'

/** Boards for each server: what more servers are for is more boards, and a server with less to do spends more on each. */
const BOARDS_PER_NODE = { full: 40, smoke: 6 }
const MOST_NODES = 3
const PEOPLE_PER_BOARD = 3
/** Fewer than a server lets one person have open: what is closed writes nothing, and looks cheap. */
const BOARDS_PER_PERSON = 15
const WORD_EVERY_MS = 500
/** Faster than anybody writes, and just below what one person may write on all her boards: servers cannot keep up with it. */
const SATURATED_EVERY_MS = 60
/** How much dearer an update may be on several servers, however its socket came there. */
const DEARER_TARGET = 1.15
/** With fewer cores two servers and those who write get in each other's way. */
const ENOUGH_CORES = 4
const WARM_UP_MS = { full: 3_000, smoke: 500 }
const MEASURED_MS = { full: 10_000, smoke: 1_000 }
const ROUNDS = { full: 3, smoke: 1 }

/** People that the boards need, so that nobody is on too many. */
export const PEOPLE = Math.ceil((BOARDS_PER_NODE.full * MOST_NODES) / BOARDS_PER_PERSON) * PEOPLE_PER_BOARD

/** How sockets find a server. */
type Routing = 'by board' | 'random'

interface Setting {
  readonly nodes: number
  readonly routing: Routing
}

const ALONE: Setting = { nodes: 1, routing: 'by board' }
const SETTINGS: Readonly<Record<'full' | 'smoke', readonly Setting[]>> = {
  full: [
    ALONE,
    { nodes: 2, routing: 'by board' },
    { nodes: 2, routing: 'random' },
    { nodes: 3, routing: 'by board' },
    { nodes: 3, routing: 'random' },
  ],
  smoke: [ALONE, { nodes: 2, routing: 'by board' }, { nodes: 2, routing: 'random' }],
}

/** What one run cost. */
interface Cost {
  /** Processor time of all servers for one update, in µs. */
  readonly cpuUs: number
  readonly updatesPerSecond: number
}

/** Many small boards on one, two and three servers: what an update costs, since two cores cannot show more throughput. */
export async function measureThroughput(cluster: Cluster, options: BenchOptions): Promise<void> {
  const size = options.smoke ? 'smoke' : 'full'
  const random = randomFrom(options.seed)
  const boards = await newBoards(cluster, MOST_NODES * BOARDS_PER_NODE[size])
  const costs = new Map<Setting, Cost[]>(SETTINGS[size].map((setting) => [setting, []]))
  for (let round = 0; round < ROUNDS[size]; round++) {
    const order = round % 2 === 0 ? SETTINGS[size] : [...SETTINGS[size]].reverse()
    for (const setting of order) {
      // boards that stay with a server of the run before would be carried to it
      await cluster.resize(0)
      await cluster.resize(setting.nodes)
      const cost = await measure(cluster, {
        boards: boards.slice(0, setting.nodes * BOARDS_PER_NODE[size]),
        setting,
        size,
        below: random.below,
      })
      costs.get(setting)?.push(cost)
      report.say(`throughput: ${JSON.stringify({ ...setting, ...cost })}`)
    }
  }
  printLines(costs, { boardsPerNode: BOARDS_PER_NODE[size], rounds: ROUNDS[size], options })
}

/** Two servers against one, as busy as they can be: only where there are cores for it, or when it is asked for by name. */
export async function measureSaturated(cluster: Cluster, options: BenchOptions): Promise<void> {
  if (options.only === null && availableParallelism() < ENOUGH_CORES) return
  const size = options.smoke ? 'smoke' : 'full'
  const boards = await newBoards(cluster, 2 * BOARDS_PER_NODE[size])
  const random = randomFrom(options.seed)
  const perSecond = new Map<number, number[]>([
    [1, []],
    [2, []],
  ])
  for (let round = 0; round < ROUNDS[size]; round++) {
    for (const nodes of round % 2 === 0 ? [1, 2] : [2, 1]) {
      await cluster.resize(0)
      await cluster.resize(nodes)
      const cost = await measure(cluster, {
        boards: boards.slice(0, nodes * BOARDS_PER_NODE[size]),
        setting: { nodes, routing: 'by board' },
        size,
        below: random.below,
        everyMs: SATURATED_EVERY_MS,
      })
      perSecond.get(nodes)?.push(cost.updatesPerSecond)
      report.say(`saturated: ${JSON.stringify({ nodes, ...cost })}`)
    }
  }
  report.line({
    bench: 'cluster',
    work: '2 nodes, as busy as they can be',
    metric: 'updates stored in a second',
    ours: perSecond.get(2) ?? [],
    peers: { 'one node': perSecond.get(1) ?? [] },
    against: ['one node'],
    better: 'higher',
    target: 1.7,
    conditions: {
      cores: availableParallelism(),
      boardsPerNode: BOARDS_PER_NODE[size],
      database: 'postgresql',
      smoke: options.smoke,
    },
  })
}

async function newBoards(cluster: Cluster, count: number): Promise<string[]> {
  const boards: string[] = []
  while (boards.length < count) boards.push(await cluster.newBoard())
  return boards
}

function printLines(
  costs: ReadonlyMap<Setting, readonly Cost[]>,
  facts: { boardsPerNode: number; rounds: number; options: BenchOptions },
): void {
  const alone = costs.get(ALONE)?.map(({ cpuUs }) => cpuUs) ?? []
  for (const [{ nodes, routing }, runs] of costs) {
    report.line({
      bench: 'cluster',
      work: `${nodes} nodes, routed ${routing}`,
      metric: 'cpu per update',
      ours: runs.map(({ cpuUs }) => cpuUs),
      peers: { 'one node': alone },
      against: ['one node'],
      better: 'lower',
      target: nodes > 1 ? DEARER_TARGET : null,
      conditions: {
        unit: 'µs of processor time, all servers together',
        boardsPerNode: facts.boardsPerNode,
        clientsPerBoard: PEOPLE_PER_BOARD,
        updatesPerSecondAndClient: 1_000 / WORD_EVERY_MS,
        updatesPerSecond: runs.map(({ updatesPerSecond }) => Math.round(updatesPerSecond)),
        rounds: facts.rounds,
        rules: true,
        database: 'postgresql',
        seed: facts.options.seed,
        smoke: facts.options.smoke,
      },
    })
  }
}

async function measure(
  cluster: Cluster,
  how: {
    boards: readonly string[]
    setting: Setting
    size: 'full' | 'smoke'
    below: (end: number) => number
    everyMs?: number
  },
): Promise<Cost> {
  const { boards, setting, size, everyMs = WORD_EVERY_MS } = how
  const clients: Awaited<ReturnType<typeof enter>>[] = []
  for (const [index, board] of boards.entries()) {
    const group = Math.floor(index / BOARDS_PER_PERSON) * PEOPLE_PER_BOARD
    for (const [nth, person] of cluster.people.slice(group, group + PEOPLE_PER_BOARD).entries()) {
      // the first of a board goes to its own server in both ways, so that holders are spread alike
      const isFirst = nth === 0
      const place =
        setting.routing === 'by board' || isFirst ? index % setting.nodes : how.below(setting.nodes)
      clients.push(await enter(cluster, nodeAt(cluster, place), { board, person }))
    }
  }
  const timers = clients.map(({ writer }, index) => {
    let timer: NodeJS.Timeout | null = null
    // spread over the interval, as people are
    const start = setTimeout(
      () => {
        timer = setInterval(() => writer.write(), everyMs)
      },
      (index * everyMs) / clients.length,
    )
    return () => {
      clearTimeout(start)
      if (timer !== null) clearInterval(timer)
    }
  })
  try {
    await pause(WARM_UP_MS[size])
    const stored = () => clients.reduce((sum, { client }) => sum + client.stored, 0)
    const cpuS = () => cluster.nodes.reduce((sum, { program }) => sum + readProcess(program.pid).cpuS, 0)
    const from = { stored: stored(), cpuS: cpuS(), at: performance.now() }
    await pause(MEASURED_MS[size])
    const updates = stored() - from.stored
    const seconds = (performance.now() - from.at) / 1_000
    const closed = clients.filter(({ client }) => client.closedWith !== null)
    if (closed.length > 0)
      throw new Error(`${closed.length} sockets were closed, the first with ${closed[0]?.client.closedWith}`)
    return { cpuUs: ((cpuS() - from.cpuS) * 1e6) / updates, updatesPerSecond: updates / seconds }
  } finally {
    for (const stop of timers) stop()
    for (const { client } of clients) {
      client.leave()
      client.doc.destroy()
    }
  }
}

async function enter(
  cluster: Cluster,
  node: Node,
  who: { board: string; person: Cluster['people'][number] },
) {
  const person = await cluster.at(node, who.person, who.board)
  const client = await openClient(person.door())
  return { client, writer: numberedWriter(client.doc, `c${client.doc.clientID}`, person.actorId) }
}

function nodeAt(cluster: Cluster, place: number): Node {
  const node = cluster.nodes[place]
  if (node === undefined) throw new Error(`there is no server at place ${place}`)
  return node
}
