import { startSpan } from '../process-stat.ts'
import { runWorkshop } from '../workshop/run-workshop.ts'
import { runComeBack } from './come-back.ts'
import { runFillBoard } from './fill-board.ts'
import type { Job, Jobs, Undisturbed } from './job.ts'
import { runManyBoards } from './many-boards.ts'
import { runIdlePeople, runLiveBoard, runSoak } from './memory.ts'
import { runOneBoard } from './one-board.ts'
import { runOpenBoard } from './open-board.ts'
import type { ServerAddress } from './person.ts'
import { runProviders } from './providers.ts'
import { runQuietPeople } from './quiet-people.ts'
import { runStalls } from './stalls.ts'

/** Does one job against one server; a result says what other programs took meanwhile, in percent of one core, where that was measured. */
export async function runJob(
  server: ServerAddress,
  job: Job,
): Promise<Jobs[keyof Jobs]['result'] & Undisturbed> {
  // one that kills its server has nothing to measure it by at the end
  const end = job.work === 'come-back' ? null : startSpan(server.pid, process.pid)
  const result = await work(server, job)
  // a window within the job knows better
  return end ? { foreignCpu: end().foreignCpu, ...result } : result
}

function work(server: ServerAddress, job: Job): Promise<Jobs[keyof Jobs]['result']> {
  switch (job.work) {
    case 'one-board':
      return runOneBoard(server, job)
    case 'many-boards':
      return runManyBoards(server, job)
    case 'fill-board':
      return runFillBoard(server, job)
    case 'open-board':
      return runOpenBoard(server, job)
    case 'providers':
      return runProviders(server, job)
    case 'quiet-people':
      return runQuietPeople(server, job)
    case 'come-back':
      return runComeBack(server, job)
    case 'idle-people':
      return runIdlePeople(server, job)
    case 'live-board':
      return runLiveBoard(server, job)
    case 'soak':
      return runSoak(server, job)
    case 'workshop':
      return runWorkshop(server, job)
    case 'stalls':
      return runStalls(server, job)
  }
}
