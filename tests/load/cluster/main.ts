import { readOptions } from '../faults/options.ts'
import { takeGeneratorCore } from '../placement.ts'
import { report } from '../report.ts'
import { measureFailOver } from './fail-over.ts'
import { startCluster } from './nodes.ts'
import { measureSaturated, measureThroughput, PEOPLE } from './throughput.ts'

const WORKS = { throughput: measureThroughput, saturated: measureSaturated, 'fail-over': measureFailOver }

const options = readOptions(process.argv.slice(2))
report.say(`seed ${options.seed}`)
const cluster = await startCluster(options.program, PEOPLE)
// not earlier: the database and Redis would inherit it
takeGeneratorCore()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cluster.remove().finally(() => process.exit(1)))
try {
  for (const [name, measure] of Object.entries(WORKS)) {
    if (options.only !== null && !options.only.includes(name)) continue
    report.say(`${name} …`)
    await measure(cluster, options)
  }
} finally {
  await cluster.remove()
}
process.exit(0)
