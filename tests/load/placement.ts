import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Whether server and generator each have a core; on one core they disturb one another and the figures say little. */
export const HAS_TWO_CORES = availableParallelism() > 1

export const SERVER_CORE = 0
export const GENERATOR_CORE = 1

/** Of several servers each has a core of its own, as far as there are more than the people's; with two cores all share one. */
export function coreOfServer(place: number): number {
  const cores = availableParallelism()
  const others = Array.from({ length: cores }, (_, core) => core).filter((core) => core !== GENERATOR_CORE)
  return others[place % others.length] ?? SERVER_CORE
}

/** The command bound to one core. */
export function onCore(core: number, command: readonly string[]): string[] {
  return HAS_TWO_CORES ? ['taskset', '-c', String(core), ...command] : [...command]
}

/** Binds this process, with all its threads and those it starts, to the people's core. */
export function takeGeneratorCore(): void {
  if (!HAS_TWO_CORES) return
  const [command, ...args] = [
    'taskset',
    '-a',
    '-p',
    '-c',
    String(GENERATOR_CORE),
    String(process.pid),
  ] as const
  execFileSync(command, args, { stdio: 'ignore' })
}
