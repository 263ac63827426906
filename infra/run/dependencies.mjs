import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { giveUp, ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

/** The oldest Node that the libraries accept. */
const NODE_MIN = [20, 19]
/** Remembers for which lockfile the installed folder was made. */
const STAMP = join(ROOT, 'node_modules', '.tablee-lock')

/** Installs exactly the locked dependencies when they are missing or the lockfile changed; otherwise takes no time. */
export function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1]))
    giveUp(`Tablée needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}.`)
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  // the driver is compiled for one version of Node's interface
  const wanted = `${lock} ${process.versions.modules}`
  if (isInstalled(wanted)) return
  ensurePrograms(['compiler'])
  alone(() => {
    if (!isInstalled(wanted)) install(wanted)
  })
}

function isInstalled(wanted) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted
}

function install(wanted) {
  console.error('Installing dependencies (two or three minutes the first time) …')
  const { status } = spawnSync(
    'npm',
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) giveUp('npm ci failed: see the lines above.')
  writeFileSync(STAMP, wanted)
}
