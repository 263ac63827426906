import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { giveUp } from './root.mjs'

/** Programs that a command needs, and the Debian packages that bring them. */
const PROGRAMS = {
  compiler: {
    packages: ['python3', 'make', 'g++'],
    present: () => ['python3', 'make', 'g++'].every(onPath),
    why: 'to compile the SQLite driver',
  },
  chromium: {
    packages: ['chromium'],
    present: () => existsSync('/usr/bin/chromium'),
    why: 'for the browser tests',
  },
  postgresql: { packages: ['postgresql'], present: hasPostgres, why: 'for the storage tests' },
  redis: {
    packages: ['redis-server'],
    present: () => onPath('redis-server'),
    why: 'for the tests of shared limits',
  },
  poppler: {
    packages: ['poppler-utils'],
    present: () => ['pdftotext', 'pdfinfo'].every(onPath),
    why: 'to read exported PDFs in tests',
  },
}

/**
 * Makes sure that programs are installed: with apt-get when it may (root, or sudo without a password), else it says
 * exactly what is missing and ends with status 1.
 */
export function ensurePrograms(names) {
  const missing = names.filter((name) => !PROGRAMS[name].present())
  if (missing.length === 0) return
  const packages = missing.flatMap((name) => PROGRAMS[name].packages)
  const apt = aptCommand()
  if (apt) {
    console.error(`Installing ${packages.join(', ')} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync(apt[0], [...apt.slice(1), 'update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
    spawnSync(apt[0], [...apt.slice(1), 'install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  }
  const still = missing.filter((name) => !PROGRAMS[name].present())
  if (still.length > 0)
    giveUp([
      'Missing on this machine:',
      ...still.map((name) => `  - ${PROGRAMS[name].packages.join(', ')} (${PROGRAMS[name].why})`),
      `Install them, e.g.: sudo apt-get install ${still.flatMap((name) => PROGRAMS[name].packages).join(' ')}`,
    ])
}

function aptCommand() {
  if (!onPath('apt-get')) return null
  if (process.getuid?.() === 0) return ['apt-get']
  if (!onPath('sudo')) return null
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
    return ['sudo', '-n', 'apt-get']
  } catch {
    return null
  }
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

function hasPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  return (
    versions.some((version) => existsSync(join(debian, version, 'bin', 'initdb'))) ||
    (onPath('initdb') && onPath('postgres'))
  )
}
