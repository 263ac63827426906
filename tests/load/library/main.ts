import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { launchPostgres } from '../../../apps/server/src/testing/start-postgres.ts'
import { freePort } from '../../running/free-port.ts'
import { newFolder, startProgram } from '../faults/product.ts'
import { readOptions } from '../options.ts'
import { HAS_TWO_CORES } from '../placement.ts'
import { report } from '../report.ts'
import { conditionsOf } from '../works/conditions.ts'
import { fillLibrary } from './filled-library.ts'
import { questions } from './questions.ts'

const PROGRAM = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))
const CASES = { full: 1_000, smoke: 100 }
/** Requests that are timed, and those before them. */
const ASKED = { full: 3_000, smoke: 120 }
const WARM = { full: 200, smoke: 20 }
/** A case is withdrawn by another process before every so many requests. */
const WITHDRAWN_EVERY = 25
const TARGET_P95_MS = 20

/** `npm run bench:library`: what readers wait for in a library of 1,000 cases on the built product. See the README. */
const options = readOptions(process.argv.slice(2))
const size = options.isSmoke ? 'smoke' : 'full'
if (!HAS_TWO_CORES) report.say('One core only: server and reader disturb one another.')
// what was started is stopped at `exit`
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
for (const database of ['sqlite', 'postgresql'] as const) {
  if (options.only.length > 0 && !options.only.some((name) => database.startsWith(name))) continue
  const postgres = database === 'sqlite' ? null : await launchPostgres()
  const dataDir = await newFolder()
  try {
    await measure(database, { dataDir, databaseUrl: postgres && `${postgres.url}/postgres` })
  } finally {
    await postgres?.remove()
    await rm(dataDir, { recursive: true, force: true })
  }
}
process.exit(0)

async function measure(work: string, where: { dataDir: string; databaseUrl: string | null }): Promise<void> {
  report.say(`${work}: ${CASES[size]} cases …`)
  const library = await fillLibrary(where, CASES[size])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { PUBLIC_URL: url, ...(where.databaseUrl ? { DATABASE_URL: where.databaseUrl } : {}) }
  const began = performance.now()
  const program = await startProgram({ program: PROGRAM, env }, { dataDir: where.dataDir, port })
  const ask = readerOf(url)
  await ask('/cas')
  const loaded = performance.now() - began
  const asking = questions(library.slugs, work)
  for (let count = 0; count < WARM[size]; count += 1) await ask(asking.next().value?.path ?? '/cas')
  const times = new Map<string, number[]>()
  const note = (kind: string, ms: number): void => void times.set(kind, [...(times.get(kind) ?? []), ms])
  const left = [...library.slugs]
  let stillRead = 0
  for (let count = 0; count < ASKED[size]; count += 1) {
    const { kind, path } = asking.next().value ?? { kind: 'list', path: '/cas' }
    const gone = count % WITHDRAWN_EVERY === 0 ? left.pop() : undefined
    if (gone !== undefined) await library.withdraw(gone)
    const { ms, body } = await ask(path)
    note('all', ms)
    note(gone === undefined ? kind : 'right after a withdrawal', ms)
    if (gone !== undefined && body.includes(`/cas/${gone}?`)) stillRead += 1
    if (gone !== undefined && (await ask(`/cas/${gone}`)).status === 200) stillRead += 1
  }
  const feeds: number[] = []
  for (const path of ['/cas.json', '/cas.atom', '/sitemap.xml', '/cas/tous.csv', '/cas/tous.json'])
    feeds.push((await ask(path)).ms)
  await program.end('SIGTERM')
  await library.close()

  const conditions = conditionsOf(options, { cases: CASES[size], requests: ASKED[size], database: work })
  const line = { bench: 'library', work, better: 'lower', conditions } as const
  for (const [kind, list] of times) {
    const target = kind === 'all' || kind.startsWith('right') ? TARGET_P95_MS : null
    report.line({ ...line, metric: `${kind}, p95`, ours: percentile(list, 0.95), unit: 'ms', target })
    report.line({ ...line, metric: `${kind}, p50`, ours: percentile(list, 0.5), unit: 'ms', target: null })
  }
  const all = times.get('all') ?? []
  report.line({ ...line, metric: 'all, p99', ours: percentile(all, 0.99), unit: 'ms', target: null })
  report.line({ ...line, metric: 'withdrawn cases read', ours: stillRead, unit: 'answers', target: 0 })
  report.line({
    ...line,
    metric: 'a whole feed, slowest',
    ours: Math.max(...feeds),
    unit: 'ms',
    target: null,
  })
  report.line({ ...line, metric: 'start to first answer', ours: loaded, unit: 'ms', target: null })
}

/** Asks as somebody new each time: nobody may read more than so much in a minute. */
function readerOf(url: string) {
  let count = 0
  return async (path: string): Promise<{ ms: number; status: number; body: string }> => {
    count += 1
    const address = `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`
    const began = performance.now()
    const answer = await fetch(`${url}${path}`, { headers: { 'x-forwarded-for': address } })
    const body = await answer.text()
    const ms = performance.now() - began
    // this process does not know the key under which the server finds the addresses of withdrawn cases
    if (![200, 404, 410].includes(answer.status)) throw new Error(`${answer.status} for ${path}`)
    return { ms, status: answer.status, body }
  }
}

function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
