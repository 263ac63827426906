import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { alone } from './lock.mjs'
import { giveUp, ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

const LOAD = join(ROOT, 'tests', 'load')
const PEERS = join(LOAD, 'peers')
/** Remembers for which lockfile the peers were installed. */
const PEERS_STAMP = join(PEERS, 'node_modules', '.tablee-lock')
const BUNDLE = join(LOAD, 'dist', 'main.js')
/** What goes into the bench server. */
const BUNDLED = [
  join(ROOT, 'packages'),
  join(ROOT, 'apps', 'server', 'src'),
  join(ROOT, 'apps', 'server', 'vite.config.ts'),
  join(LOAD, 'servers', 'tablee'),
]

/** `npm run bench:<name>`: what each runs, and what it needs besides the bench server. */
const BENCHES = {
  sync: {
    main: 'bench-sync.ts',
    needs() {
      ensurePeers()
      // one work of them all is done by the product itself
      const only = options[options.indexOf('--only') + 1] ?? ''
      const isPart = options.includes('--smoke') || options.includes('--only')
      if (!isPart || only.includes('product')) ensureBuilt()
    },
  },
  faults: {
    main: join('faults', 'main.ts'),
    needs() {
      ensurePeers()
      ensureBuilt()
    },
  },
  cluster: {
    main: join('cluster', 'main.ts'),
    needs() {
      ensurePrograms(['postgresql', 'redis'])
      ensureBuilt()
    },
  },
  web: {
    main: join('web', 'main.ts'),
    needs() {
      ensurePrograms(['chromium'])
      ensureBuilt()
    },
  },
  // the built product alone
  workshop: { main: join('workshop', 'main.ts'), needs: ensureBuilt, isServerless: true },
  // the built product alone, also on PostgreSQL
  library: {
    main: join('library', 'main.ts'),
    needs() {
      ensurePrograms(['postgresql'])
      ensureBuilt()
    },
    isServerless: true,
  },
  // reads texts in this process: no server
  anonymise: { main: join('anonymise', 'main.ts'), needs() {}, isServerless: true },
}

const [name, ...options] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench === undefined) giveUp(`Say which: ${Object.keys(BENCHES).join(', ')}.`)
ensureDependencies()
if (!bench.isServerless) ensureBenchServer()
bench.needs()
const child = spawn(process.execPath, ['--import', 'tsx', join(LOAD, bench.main), ...options], {
  cwd: ROOT,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))

/** Installs the servers to compare with; they are in no other dependency of the project. */
function ensurePeers() {
  const lock = createHash('sha256')
    .update(readFileSync(join(PEERS, 'package-lock.json')))
    .digest('hex')
  // drivers are compiled for one version of Node's interface
  const wanted = `${lock} ${process.versions.modules}`
  const isInstalled = () => existsSync(PEERS_STAMP) && readFileSync(PEERS_STAMP, 'utf8') === wanted
  if (isInstalled()) return
  ensurePrograms(['compiler'])
  alone(() => {
    if (isInstalled()) return
    console.error('Installing the servers to compare with (a minute or two the first time) …')
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: PEERS,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) giveUp('Installing the servers to compare with failed: see the lines above.')
    writeFileSync(PEERS_STAMP, wanted)
  })
}

/** Bundles the bench server as the product is bundled, when something in it is newer than the bundle. */
function ensureBenchServer() {
  const isCurrent = () => existsSync(BUNDLE) && statSync(BUNDLE).mtimeMs > Math.max(...BUNDLED.map(newest))
  if (isCurrent()) return
  alone(() => {
    if (isCurrent()) return
    console.error('Building the bench server …')
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const config = join(LOAD, 'servers', 'tablee', 'vite.config.ts')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [vite, 'build', '--config', config, '--logLevel', 'warn'],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
    )
    if (status !== 0) giveUp([stdout, stderr, 'Building the bench server failed.'])
  })
}

/** When something under a path was last changed, in ms. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path)
    .filter((name) => !['node_modules', 'dist', 'testing'].includes(name) && !name.includes('.test.'))
    .map((name) => newest(join(path, name)))
  return Math.max(stat.mtimeMs, ...inside)
}
