import { openBrowser } from '../../running/browser.ts'
import { readOptions } from '../options.ts'
import { report } from '../report.ts'
import { quantile } from './in-page.ts'
import { servePeer } from './peer-page.ts'
import { openStage } from './stage.ts'
import { cellToCanvas, type Look, lookAtCanvas, lookAtPeer, lookAtPlan } from './works.ts'

const PEER = 'tldraw-3.15.6'
/** What is to be reached: opening the plan, an edit on another screen, in ms; the canvas as a ratio to the peer. */
const OPEN_PLAN_MS = 1_500
const CELL_MS = 150
const CANVAS_RATIO = 1.25
/** Edited cells in a full and in a short round. */
const EDITS = 40
const EDITS_SMOKE = 8

// the server ends with the process
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const options = readOptions(process.argv.slice(2))
report.say('preparing a board of 1,000 notes in 20 zones …')
const stage = await openStage()
const peer = await servePeer(stage.records)
const browser = await openBrowser()
const plans: Look[] = []
const canvases: Look[] = []
const peers: Look[] = []
for (let round = 0; round < options.rounds; round += 1) {
  report.say(`round ${round + 1} of ${options.rounds}`)
  plans.push(await lookAtPlan(browser, stage))
  const both = [
    async () => canvases.push(await lookAtCanvas(browser, stage)),
    async () => peers.push(await lookAtPeer(browser, peer.url)),
  ]
  // Whoever comes first meets a colder machine.
  for (const look of round % 2 === 0 ? both : both.reverse()) await look()
}
report.say('cell edits …')
const edits = await cellToCanvas(browser, stage, options.isSmoke ? EDITS_SMOKE : EDITS)
const conditions = {
  notes: 1_000,
  zones: 20,
  rounds: options.rounds,
  window: '1280×800',
  ...(options.isSmoke ? { smoke: true } : {}),
}
const of = (looks: readonly Look[], figure: keyof Look) => looks.map((look) => look[figure])

report.line({
  bench: 'web',
  work: 'outline',
  metric: 'open',
  ours: of(plans, 'open'),
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
    ours: of(plans, figure),
    unit: 'ms',
    better: 'lower',
    target: null,
    conditions,
  })
}
report.line({
  bench: 'web',
  work: 'canvas',
  metric: 'open',
  ours: of(canvases, 'open'),
  peers: { [PEER]: of(peers, 'open') },
  better: 'lower',
  target: null,
  conditions: { ...conditions, peer: 'shapes as one file from memory, no document, no server' },
})
for (const figure of ['median', 'p95'] as const) {
  report.line({
    bench: 'web',
    work: 'canvas',
    metric: `drag frame ${figure}`,
    ours: of(canvases, figure),
    peers: { [PEER]: of(peers, figure) },
    better: 'lower',
    target: CANVAS_RATIO,
    conditions,
  })
}
report.line({
  bench: 'web',
  work: 'cell edit',
  metric: 'p50',
  ours: quantile(edits, 0.5),
  unit: 'ms',
  better: 'lower',
  target: null,
  conditions: { ...conditions, edits: edits.length },
})
report.line({
  bench: 'web',
  work: 'cell edit',
  metric: 'p95',
  ours: quantile(edits, 0.95),
  unit: 'ms',
  better: 'lower',
  target: CELL_MS,
  conditions: { ...conditions, edits: edits.length },
})
await browser.close()
peer.close()
await stage.close()
process.exit(0)
