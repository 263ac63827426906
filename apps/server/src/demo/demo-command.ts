import type { Config } from '../config.ts'
import { holdUnlessServed } from '../db/hold-unless-served.ts'
import { openContext } from '../open-context.ts'
import { processLogger } from '../process-logger.ts'
import { runDemo } from './run-demo.ts'

/** `npm run demo`: fills the instance of this configuration, and says what to do with it. */
export async function demo(config: Config, say: (line: string) => void): Promise<void> {
  const freeDataFolder = await holdUnlessServed(config)
  try {
    const { context, close } = await openContext(config, processLogger(config))
    try {
      for (const line of await runDemo(context)) say(line)
    } finally {
      await close()
    }
  } finally {
    freeDataFolder()
  }
}
