import { availableParallelism } from 'node:os'

/** Whether server and generator each have a core; on one core they disturb one another and the figures say little. */
export const HAS_TWO_CORES = availableParallelism() > 1

export const SERVER_CORE = 0
export const GENERATOR_CORE = 1

/** The command bound to one core. */
export function onCore(core: number, command: readonly string[]): string[] {
  return HAS_TWO_CORES ? ['taskset', '-c', String(core), ...command] : [...command]
}
