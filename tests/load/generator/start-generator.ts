import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { GENERATOR_CORE, onCore } from '../placement.ts'
import type { Job, ResultOf } from './job.ts'
import type { ServerAddress } from './person.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const TSX = import.meta.resolve('tsx')
/** 250 people and their prepared changes need more than Node takes by itself. */
const HEAP_MB = 8_192

/** The load generator, in a process and on a core of its own. */
export interface Generator {
  /** @throws when the job fails or takes longer than the bound, in ms; the generator is of no more use then. */
  run<J extends Job>(server: ServerAddress, job: J, boundMs: number): Promise<ResultOf<J>>
  stop(): void
}

/** Starts a generator. */
export function startGenerator(): Generator {
  const command = onCore(GENERATOR_CORE, [
    process.execPath,
    `--max-old-space-size=${HEAP_MB}`,
    '--import',
    TSX,
    MAIN,
  ])
  const [program = '', ...args] = command
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    run(server, job, boundMs) {
      return new Promise((resolve, reject) => {
        const fail = (reason: string) => {
          child.kill('SIGKILL')
          finish()
          reject(new Error(reason))
        }
        const timer = setTimeout(() => fail(`took longer than ${boundMs} ms`), boundMs)
        const ended = () => fail('the generator ended')
        const take = (answer: unknown) => {
          // what `main.ts` sends: the result of this very job
          const { result, error } = answer as { result?: never; error?: string }
          if (error !== undefined) return fail(error)
          finish()
          resolve(result as never)
        }
        const finish = () => {
          clearTimeout(timer)
          child.off('message', take)
          child.off('exit', ended)
        }
        child.on('message', take)
        child.on('exit', ended)
        child.send({ server, job })
      })
    },
    stop: () => void child.kill('SIGKILL'),
  }
}
