import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { alone } from './lock.mjs'
import { giveUp, ROOT } from './root.mjs'

/** Remembers from which sources the bundles were made, and how their files looked then. */
const STAMP = join(ROOT, 'apps', 'server', 'dist', '.sources')
/** Bundles in their order: the site, which empties the folder, its light page, the server. */
const BUNDLES = [
  { app: 'web', options: [] },
  { app: 'web', options: ['--mode', 'plan'] },
  { app: 'server', options: [] },
]
/** What goes into a bundle. */
const SOURCES = ['apps', 'packages', 'package-lock.json', 'tsconfig.json'].map((name) => join(ROOT, name))

/**
 * Builds the site and the server when a source, a package.json or the lockfile changed since the last build. At each
 * start only names, sizes and times are looked at; the content is read when one of them is another.
 */
export function ensureBuilt() {
  const look = hashOf(({ size, mtimeMs, ctimeMs }) => `${size} ${mtimeMs} ${ctimeMs}`)
  const built = readStamp()
  if (built.look === look) return
  const sources = hashOf((_, path) => readFileSync(path))
  if (built.sources === sources) {
    remember({ sources, look })
    return
  }
  alone(() => {
    if (readStamp().sources === sources) return
    build()
    remember({ sources, look })
  })
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))
  } catch {
    return {}
  }
}

/** Whole or not at all: others may read it meanwhile. */
function remember(stamp) {
  const aside = `${STAMP}.${process.pid}`
  try {
    writeFileSync(aside, JSON.stringify(stamp))
    renameSync(aside, STAMP)
  } catch {
    // where nothing may be written the content is read at each start
  }
}

function build() {
  // a test runner's environment says `test`, and React would then be built for development
  const env = { ...process.env, NODE_ENV: 'production' }
  // from here on they are of no sources
  rmSync(STAMP, { force: true })
  for (const { app, options } of BUNDLES) {
    console.error(`Building ${[app, ...options].join(' ')} …`)
    const folder = join(ROOT, 'apps', app)
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [vite, 'build', '--logLevel', 'warn', ...options],
      {
        cwd: folder,
        encoding: 'utf8',
        env,
      },
    )
    if (status !== 0) giveUp([stdout, stderr, `Building ${app} failed.`])
  }
}

/** A hash over the name of everything that goes into a bundle, and what `tell` says of it. */
function hashOf(tell) {
  const hash = createHash('sha256')
  for (const path of SOURCES) addTo(hash, path, tell)
  return hash.digest('hex')
}

function addTo(hash, path, tell) {
  const stat = statSync(path)
  if (!stat.isDirectory()) {
    hash.update(relative(ROOT, path)).update('\0').update(tell(stat, path)).update('\0')
    return
  }
  for (const name of readdirSync(path).sort())
    if (!['node_modules', 'dist', 'testing'].includes(name) && !name.includes('.test.'))
      addTo(hash, join(path, name), tell)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureDependencies()
  ensureBuilt()
}
