import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'

/** What the command ends with when it could not even begin. */
const UNREADABLE = 2

ensureDependencies()
const main = join(ROOT, 'apps', 'server', 'src', 'cases', 'verify', 'main.ts')
// in the folder where it was asked for: its paths count from there
const cwd = process.env.INIT_CWD ?? process.cwd()
const loader = import.meta.resolve('tsx')
const { status } = spawnSync(process.execPath, ['--import', loader, main, ...process.argv.slice(2)], {
  cwd,
  stdio: 'inherit',
})
process.exit(status ?? UNREADABLE)
