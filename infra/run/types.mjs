import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './root.mjs'

/** Every workspace, lowest first. */
const WORKSPACES = [
  'packages/board',
  'packages/sync',
  'packages/templates',
  'packages/cases',
  'packages/contract',
  'apps/server',
  'apps/web',
  'tests',
]
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')

let failed = 0
for (const workspace of WORKSPACES) {
  const status = await new Promise((resolve) => {
    spawn(process.execPath, [tsc, '-p', workspace, '--pretty'], { cwd: ROOT, stdio: 'inherit' }).on(
      'exit',
      resolve,
    )
  })
  if (status !== 0) failed++
}
if (failed > 0) {
  console.error(`Types: ${failed} of ${WORKSPACES.length} workspaces have errors.`)
  process.exit(1)
}
