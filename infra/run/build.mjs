import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { alone } from './lock.mjs'
import { giveUp, ROOT } from './root.mjs'

/** Remembers from which sources the bundles were made. */
const STAMP = join(ROOT, 'apps', 'server', 'dist', '.sources')
/** Bundles in their order: the site, which empties the folder, its light page, the server. */
const BUNDLES = [
  { app: 'web', options: [] },
  { app: 'web', options: ['--mode', 'plan'] },
  { app: 'server', options: [] },
]

/** Builds the site and the server when a source, a package.json or the lockfile changed since the last build. */
export function ensureBuilt() {
  const sources = hashOfSources()
  if (isBuilt(sources)) return
  alone(() => {
    if (!isBuilt(sources)) build(sources)
  })
}

function isBuilt(sources) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources
}

function build(sources) {
  // a test runner's environment says `test`, and React would then be built for development
  const env = { ...process.env, NODE_ENV: 'production' }
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
  writeFileSync(STAMP, sources)
}

/** A hash over name, size and content of everything that goes into a bundle. */
function hashOfSources() {
  const hash = createHash('sha256')
  for (const top of ['apps', 'packages', 'package-lock.json', 'tsconfig.json']) addTo(hash, join(ROOT, top))
  return hash.digest('hex')
}

function addTo(hash, path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort())
      if (!['node_modules', 'dist', 'testing'].includes(name) && !name.includes('.test.'))
        addTo(hash, join(path, name))
  } else hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureDependencies()
  ensureBuilt()
}
