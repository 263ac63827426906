import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** `npm run fuzz:canvas -- --rounds 20 [--seed 7] [--gestures 60]`: the canvas fuzz for as long as one likes. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    gestures: { type: 'string', default: '60' },
  },
})
const vitest = [
  'vitest',
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--project',
  'browser',
  '--reporter',
  'verbose',
]
const { status } = spawnSync('npx', [...vitest, 'tests/e2e/fuzz'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    ROUNDS: values.rounds,
    GESTURES: values.gestures,
    ...(values.seed === undefined ? {} : { SEED: values.seed }),
  },
})
process.exit(status ?? 1)
