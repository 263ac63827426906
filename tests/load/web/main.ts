import { openBrowser } from '../../running/browser.ts'
import { readOptions } from '../options.ts'
import { report } from '../report.ts'
import type { Rest } from './at-rest.ts'
import { quantile } from './in-page.ts'
import { servePeer } from './peer-page.ts'
import { openStage } from './stage.ts'
import {
  cellToCanvas,
  type Look,
  lookAtCanvas,
  lookAtPeer,
  lookAtPlan,
  lookAtSlowLine,
  type PlanLook,
  restOn,
  restOnPeer,
} from './works.ts'

const PEER = 'tldraw-3.15.6'
/** What is to be reached: opening the plan, here and on a slow line, an edit on another screen, in ms; the canvas as a ratio to the peer. */
const OPEN_PLAN_MS = 1_500
const SLOW_LINE_MS = 5_000
const CELL_MS = 150
const CANVAS_RATIO = 1.25
/** What a page may take of its thread while nobody does anything, in percent of a core. */
const REST_PERCENT = 2
/** Edited cells in a full and in a short round. */
const EDITS = 40
const EDITS_SMOKE = 8
/** How long a page has to come to rest, and is watched then, in ms. */
const REST = { settleMs: 15_000, watchMs: 20_000 }
const REST_SMOKE = { settleMs: 500, watchMs: 1_000 }

// the server ends with the process
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const options = readOptions(process.argv.slice(2))
const isWanted = (work: string) =>
  options.only.length === 0 || options.only.some((name) => work.startsWith(name))
report.say('preparing a board of 1,000 notes in 20 zones …')
const stage = await openStage()
const browser = await openBrowser()
const conditions = {
  notes: 1_000,
  zones: 20,
  rounds: options.rounds,
  window: '1280×800',
  ...(options.isSmoke ? { smoke: true } : {}),
}
if (isWanted('light page')) await measureSlowLine()
if (isWanted('outline')) await measurePlan()
if (isWanted('canvas')) await measureCanvas()
if (isWanted('cell edit')) await measureCells()
if (isWanted('at rest')) await measureRest()
await browser.close()
await stage.close()
process.exit(0)

async function measureSlowLine(): Promise<void> {
  const looks: { open: number; loaded: number }[] = []
  for (const round of rounds('light page')) looks[round] = await lookAtSlowLine(browser, stage)
  const slow = { kbitPerSecond: 400, latencyMs: 100, window: '390×844', rounds: options.rounds }
  report.line({
    bench: 'web',
    work: 'light page',
    metric: 'open',
    ours: looks.map(({ open }) => open),
    unit: 'ms',
    better: 'lower',
    target: SLOW_LINE_MS,
    conditions: { ...slow, board: 'a shipped method, nothing in the cache' },
  })
  report.line({
    bench: 'web',
    work: 'light page',
    metric: 'loaded until then',
    ours: looks.map(({ loaded }) => loaded),
    unit: 'kB',
    better: 'lower',
    target: null,
    conditions: slow,
  })
}

async function measurePlan(): Promise<void> {
  const looks: PlanLook[] = []
  for (const round of rounds('outline')) looks[round] = await lookAtPlan(browser, stage)
  report.line({
    bench: 'web',
    work: 'outline',
    metric: 'open',
    ours: of(looks, 'open'),
    unit: 'ms',
    better: 'lower',
    target: OPEN_PLAN_MS,
    conditions,
  })
  for (const figure of ['median', 'p95'] as const) {
    report.line({
      bench: 'web',
      work: 'outline',
      metric: `typing frame ${figure}`,
      ours: of(looks, figure),
      unit: 'ms',
      better: 'lower',
      target: null,
      conditions,
    })
  }
  for (const [metric, figure] of [
    ['move frame median', 'moveMedian'],
    ['move frame p95', 'moveP95'],
  ] as const) {
    report.line({
      bench: 'web',
      work: 'outline',
      metric,
      ours: looks.map((look) => look[figure]),
      unit: 'ms',
      better: 'lower',
      target: null,
      conditions: { ...conditions, move: '« Déplacer vers », into eight zones one after another' },
    })
  }
}

async function measureCanvas(): Promise<void> {
  const peer = await servePeer(stage.records)
  const looks: Look[] = []
  const peers: Look[] = []
  for (const round of rounds('canvas')) {
    const both = [
      async () => {
        looks[round] = await lookAtCanvas(browser, stage)
      },
      async () => {
        peers[round] = await lookAtPeer(browser, peer.url)
      },
    ]
    // Whoever comes first meets a colder machine.
    for (const look of round % 2 === 0 ? both : both.reverse()) await look()
  }
  peer.close()
  report.line({
    bench: 'web',
    work: 'canvas',
    metric: 'open',
    ours: of(looks, 'open'),
    peers: { [PEER]: of(peers, 'open') },
    better: 'lower',
    target: CANVAS_RATIO,
    conditions: { ...conditions, peer: 'shapes as one file from memory, no document, no server' },
  })
  for (const figure of ['median', 'p95'] as const) {
    report.line({
      bench: 'web',
      work: 'canvas',
      metric: `drag frame ${figure}`,
      ours: of(looks, figure),
      peers: { [PEER]: of(peers, figure) },
      better: 'lower',
      target: CANVAS_RATIO,
      conditions,
    })
  }
}

async function measureRest(): Promise<void> {
  const peer = await servePeer(stage.records)
  const rests: Record<'canvas' | 'plan' | 'peer', Rest[]> = { canvas: [], plan: [], peer: [] }
  const watched = { ...(options.isSmoke ? REST_SMOKE : REST), folder: options.profileDir }
  for (const round of rounds('at rest')) {
    rests.canvas[round] = await restOn('canvas', browser, stage, watched)
    rests.peer[round] = await restOnPeer(browser, peer.url, watched)
    rests.plan[round] = await restOn('plan', browser, stage, watched)
  }
  peer.close()
  const figure = (looks: readonly Rest[], of: keyof Rest) => looks.map((look) => look[of])
  for (const view of ['canvas', 'plan'] as const)
    for (const of of ['page', 'browser'] as const)
      report.line({
        bench: 'web',
        work: `${view} at rest`,
        metric: of === 'page' ? 'cpu of the page' : 'cpu of the browser',
        ours: figure(rests[view], of),
        ...(view === 'canvas' ? { peers: { [PEER]: figure(rests.peer, of) } } : {}),
        against: 'absolute',
        unit: '% of a core',
        better: 'lower',
        target: of === 'page' ? REST_PERCENT : null,
        conditions: { ...conditions, seconds: watched.watchMs / 1_000 },
      })
}

async function measureCells(): Promise<void> {
  const looks: number[][] = []
  for (const round of rounds('cell edit'))
    looks[round] = await cellToCanvas(browser, stage, { edits: options.isSmoke ? EDITS_SMOKE : EDITS, round })
  for (const [metric, share, target] of [
    ['p50', 0.5, null],
    ['p95', 0.95, CELL_MS],
  ] as const) {
    report.line({
      bench: 'web',
      work: 'cell edit',
      metric,
      ours: looks.map((edits) => quantile(edits, share)),
      unit: 'ms',
      better: 'lower',
      target,
      conditions: { ...conditions, edits: looks[0]?.length ?? 0 },
    })
  }
}

function* rounds(work: string): Generator<number> {
  for (let round = 0; round < options.rounds; round += 1) {
    report.say(`${work}: round ${round + 1} of ${options.rounds}`)
    yield round
  }
}

function of(looks: readonly Look[], figure: keyof Look): (number | null)[] {
  return looks.map((look) => look[figure])
}
