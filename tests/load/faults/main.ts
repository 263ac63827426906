import { takeGeneratorCore } from '../placement.ts'
import { report } from '../report.ts'
import { measureFullDisk } from './full-disk.ts'
import { measureHostile } from './hostile.ts'
import { measureKills } from './kill.ts'
import { type BenchOptions, readOptions } from './options.ts'
import { measureSlowDisk } from './slow-disk.ts'
import { measureStalledClient } from './stalled.ts'
import { measureTornLog } from './torn-log.ts'

const WORKS: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  kill: measureKills,
  'torn-log': measureTornLog,
  'stalled-client': measureStalledClient,
  'slow-disk': measureSlowDisk,
  'full-disk': measureFullDisk,
  hostile: measureHostile,
}

// the servers end with the process
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

takeGeneratorCore()
const options = readOptions(process.argv.slice(2))
report.say(`seed ${options.seed}`)
const works = Object.entries(WORKS).filter(([name]) => options.only === null || options.only.includes(name))
// a look at everything at once: its figures say little anyway
if (options.smoke) await Promise.all(works.map(([, measure]) => measure(options)))
else
  for (const [name, measure] of works) {
    report.say(`${name} …`)
    await measure(options)
  }
process.exit(0)
