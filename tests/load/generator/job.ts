import type { WorkshopJob, WorkshopResult } from '../workshop/run-workshop.ts'
import type { ComeBack, ComeBackResult } from './come-back.ts'
import type { FillBoard } from './fill-board.ts'
import type { LiveResult } from './live-window.ts'
import type { ManyBoards } from './many-boards.ts'
import type { IdlePeople, IdleResult, LiveBoard, LiveBoardResult, Soak, SoakResult } from './memory.ts'
import type { OneBoard } from './one-board.ts'
import type { OpenBoard, Opening } from './open-board.ts'
import type { ServerAddress } from './person.ts'
import type { Providers, ProvidersResult } from './providers.ts'
import type { QuietPeople, QuietResult } from './quiet-people.ts'
import type { runStalls, Stalls } from './stalls.ts'

/** What the generator can do, and what comes of it. */
export interface Jobs {
  'one-board': { order: OneBoard; result: LiveResult }
  'many-boards': { order: ManyBoards; result: LiveResult }
  'fill-board': { order: FillBoard; result: { seconds: number } }
  'open-board': { order: OpenBoard; result: Opening }
  providers: { order: Providers; result: ProvidersResult }
  'quiet-people': { order: QuietPeople; result: QuietResult }
  'come-back': { order: ComeBack; result: ComeBackResult }
  'idle-people': { order: IdlePeople; result: IdleResult }
  'live-board': { order: LiveBoard; result: LiveBoardResult }
  soak: { order: Soak; result: SoakResult }
  workshop: { order: WorkshopJob; result: WorkshopResult }
  stalls: { order: Stalls; result: Awaited<ReturnType<typeof runStalls>> }
}

/** One thing to do. */
export type Job = Jobs[keyof Jobs]['order']

/** How quiet the machine was. */
export interface Undisturbed {
  /** What other programs took, in percent of one core; left out where nothing was measured. */
  foreignCpu?: number
}

/** What comes of a job. */
export type ResultOf<J extends Job> = Jobs[J['work']]['result'] & Undisturbed

/** A job as it travels to the generator's process. */
export interface Request {
  server: ServerAddress
  job: Job
}
