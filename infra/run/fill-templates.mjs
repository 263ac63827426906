import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

/** The tests that fill boards each way. */
const FILES = {
  mouse: 'template-boards.test.ts',
  keyboard: 'every-template.test.ts',
  finger: 'every-template.test.ts',
}

const ways = Object.keys(FILES)
const { by, only } = optionsOrEnd()
ensureDependencies()
ensurePrograms(['chromium'])
ensureBuilt()
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const files = [...new Set(by.map((way) => join('tests', 'e2e', FILES[way])))]
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', join('tests', 'vitest.config.ts'), '--project', 'browser', ...files],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, CELLS: 'all', FILL_BY: by.join(','), ...(only && { FILL_ONLY: only }) },
  },
)
process.exit(status ?? 1)

/** What was asked for: the ways that `--by` names, or all, and the method that `--only` names. */
function optionsOrEnd() {
  const options = { by: { type: 'string', multiple: true }, only: { type: 'string' } }
  try {
    const { values } = parseArgs({ options })
    const by = values.by?.flatMap((named) => named.split(',')) ?? ways
    const unknown = by.find((way) => !ways.includes(way))
    if (unknown !== undefined) throw new Error(`--by ${unknown}: it is ${ways.join(', ')}`)
    return { by, only: values.only }
  } catch (error) {
    console.error(error.message)
    console.error('npm run templates:fill -- --by keyboard --by finger --only <template id>')
    process.exit(1)
  }
}
