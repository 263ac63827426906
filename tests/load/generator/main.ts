import type { Request } from './job.ts'
import { runJob } from './run-job.ts'

/** The generator's process: takes one job after the other from the process that started it. */
process.on('message', (message) => {
  // the only sender is `startGenerator`
  const { server, job } = message as Request
  runJob(server, job).then(
    (result) => process.send?.({ result }),
    (err: unknown) =>
      process.send?.({ error: err instanceof Error ? (err.stack ?? err.message) : String(err) }),
  )
})
// every real client waits for the end of the process
process.setMaxListeners(0)
process.on('disconnect', () => process.exit(0))
