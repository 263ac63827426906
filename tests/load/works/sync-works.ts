import { MANY_BOARDS } from './many-boards.ts'
import { MEMORY } from './memory.ts'
import { ONE_BOARD } from './one-board.ts'
import { OPEN_BOARD } from './open-board.ts'
import { REAL_CLIENTS } from './real-clients.ts'
import { RULES } from './rules.ts'
import { STALLS } from './stalls.ts'
import type { SyncWork } from './sync-work.ts'
import { TIME_OUTS } from './time-outs.ts'

/** Everything that `npm run bench:sync` does, in order; the soak, which takes longest, at the end. */
export const SYNC_WORKS: readonly SyncWork[] = [
  ...ONE_BOARD,
  MANY_BOARDS,
  ...OPEN_BOARD,
  REAL_CLIENTS,
  TIME_OUTS,
  RULES,
  STALLS,
  ...MEMORY,
]
