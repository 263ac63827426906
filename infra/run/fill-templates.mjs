import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

ensureDependencies()
ensurePrograms(['chromium'])
ensureBuilt()
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const file = join('tests', 'e2e', 'template-boards.test.ts')
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    join('tests', 'vitest.config.ts'),
    '--project',
    'browser',
    file,
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CELLS: 'all' } },
)
process.exit(status ?? 1)
