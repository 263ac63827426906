import type { BenchOptions } from '../options.ts'
import { HAS_TWO_CORES } from '../placement.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'

/** What every line says of how it was measured. */
export function conditionsOf(
  options: BenchOptions,
  more: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    rounds: options.rounds,
    ...more,
    node: process.versions.node,
    nodeFlags: `${NODE_FLAGS.join(' ')} for every server`,
    cores: HAS_TWO_CORES ? 'server and generator on one each' : 'one for both',
    ...(options.isSmoke ? { smoke: true } : {}),
  }
}
