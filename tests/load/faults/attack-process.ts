import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { WayIn } from './attacker.ts'

/** What an attacking process is told. */
export type AttackOrder =
  /** `by` is the attacker's place among those who have a way in; frames are mutated by all of them. */
  | { kind: 'attack'; by: number; name: string; forMs: number; seed: number }
  | { kind: 'mutate'; frames: readonly string[]; forMs: number; seed: number }

/** What it says when it is done. */
export interface AttackResult {
  /** How often it attacked, or how many frames it sent. */
  readonly times: number
  /** How often each close code was met; `open` where the server kept the socket. */
  readonly codes: Readonly<Record<string, number>>
}

/** Attackers in a process of their own: making an attack takes time in which honest people would seem to wait. */
export interface AttackProcess {
  readonly pid: number
  run(order: AttackOrder): Promise<AttackResult>
  end(): void
}

/** Honest people's process comes first on the core that both share. */
const NICENESS = 10

/** Starts the process. */
export async function startAttackers(waysIn: readonly WayIn[]): Promise<AttackProcess> {
  const child = fork(fileURLToPath(new URL('attack-main.ts', import.meta.url)), [JSON.stringify(waysIn)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  if (child.pid !== undefined) setPriority(child.pid, NICENESS)
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the attackers’ process ended')))
  // an end that nobody waits for is one that was asked for
  ended.catch(() => undefined)
  await Promise.race([once(child, 'message'), ended])
  return {
    pid: child.pid ?? 0,
    async run(order) {
      const answered = once(child, 'message')
      child.send(order)
      const [result] = await Promise.race([answered, ended])
      return result
    },
    end: () => void child.kill('SIGKILL'),
  }
}
