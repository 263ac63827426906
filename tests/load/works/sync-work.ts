import type { BenchOptions } from '../options.ts'

/** One work of the benchmark; prints its lines by itself. */
export interface SyncWork {
  /** As `--only` takes it. */
  name: string
  isInSmoke: boolean
  run(options: BenchOptions): Promise<void>
}
