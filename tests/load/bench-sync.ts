import { readOptions } from './options.ts'
import { HAS_TWO_CORES } from './placement.ts'
import { report } from './report.ts'
import { removeFilledData } from './works/filled-data.ts'
import { SYNC_WORKS } from './works/sync-works.ts'

/** `npm run bench:sync`: the sync engine and its peers at the same work. See the README. */
const options = readOptions(process.argv.slice(2))
if (!HAS_TWO_CORES) report.say('One core only: server and generator disturb one another.')
// what was started is stopped at `exit`
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const began = performance.now()
for (const { name, isInSmoke, run } of SYNC_WORKS) {
  if (
    options.only.length > 0
      ? !options.only.some((start) => name.startsWith(start))
      : options.isSmoke && !isInSmoke
  )
    continue
  report.say(`— ${name} (${Math.round((performance.now() - began) / 1000)} s)`)
  await run(options)
}
await removeFilledData()
report.say(`done in ${Math.round((performance.now() - began) / 1000)} s`)
process.exit(0)
