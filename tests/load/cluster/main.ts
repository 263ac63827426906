import { readOptions } from '../faults/options.ts'
import { report } from '../report.ts'
import { measureFailOver } from './fail-over.ts'
import { startCluster } from './nodes.ts'
import { measureThroughput, PEOPLE } from './throughput.ts'

const WORKS = { throughput: measureThroughput, 'fail-over': measureFailOver }

const options = readOptions(process.argv.slice(2))
report.say(`seed ${options.seed}`)
const cluster = await startCluster(options.program, PEOPLE)
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
