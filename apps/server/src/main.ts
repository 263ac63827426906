import { type Config, ConfigInvalid, readConfig } from './config.ts'
import { holdDataFolder } from './db/hold-data-folder.ts'

/** A line for the person at the terminal, not for the log. */
const say = (line: string) => process.stdout.write(`${line}\n`)

const warn = (warnings: readonly string[]) => {
  for (const warning of warnings) process.stderr.write(`Warning: ${warning}\n`)
}

/** The rest of the program is loaded when the configuration and the data folder can be used: a refusal is told at once. */
async function main(command: string | undefined): Promise<void> {
  const { config, warnings } = readConfig(process.env)
  warn(warnings)
  if (command === 'check') {
    say('Configuration is valid.')
    return
  }
  try {
    if (command === 'demo') {
      const { demo } = await import('./demo/demo-command.ts')
      await demo(config, say)
    } else if (command === 'erasures') {
      const { erasures } = await import('./erasure/erasures-command.ts')
      await erasures(config, process.argv.slice(3), say)
    } else if (command === 'restored') {
      const { restored } = await import('./sync/restored-command.ts')
      await restored(config, say)
    } else await startServing(config)
  } catch (error) {
    const { startProblem } = await import('./start-problem.ts')
    process.stderr.write(`${startProblem(error, config)}\n`)
    process.exit(1)
  }
}

async function startServing(config: Config): Promise<void> {
  // before anything is opened: a newer program must not migrate under a server that runs
  const freeDataFolder = holdDataFolder(config)
  const { serve } = await import('./serve.ts')
  await serve(config, { say, freeDataFolder })
}

main(process.argv[2]).catch((error: unknown) => {
  if (!(error instanceof ConfigInvalid)) throw error
  warn(error.warnings)
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
