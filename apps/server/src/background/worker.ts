import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { BackgroundThread } from './background-thread.ts'
import type { JobEnd, JobName, JobOrder, Jobs, ThreadManners } from './jobs.ts'
import { transferOf } from './packed-bytes.ts'

interface Done<Name extends JobName> {
  gives: Jobs[Name]['gives']
  transfer: ArrayBuffer[]
}

/** Each is loaded when it is first asked for: folding alone needs no fonts. */
const JOBS: { [Name in JobName]: (takes: Jobs[Name]['takes']) => Promise<Done<Name>> } = {
  async fold(takes) {
    const { foldJob } = await import('./fold-job.ts')
    const gives = foldJob(takes)
    return { gives, transfer: [...transferOf(gives.parts), gives.stateVector.buffer] }
  },
  async read(takes) {
    const { readJob } = await import('./read-job.ts')
    return { gives: readJob(takes), transfer: [] }
  },
  async extract(takes) {
    const { extractJob } = await import('./extract-job.ts')
    return { gives: extractJob(takes), transfer: [] }
  },
  async ballotZone(takes) {
    const { ballotZoneJob } = await import('./ballot-zone-job.ts')
    return { gives: ballotZoneJob(takes), transfer: [] }
  },
  async groupItems(takes) {
    const { groupItemsJob } = await import('./group-items-job.ts')
    return { gives: groupItemsJob(takes), transfer: [] }
  },
  async pairs({ groups, links }) {
    const { findPairs } = await import('@tablee/board')
    return { gives: findPairs(groups, links), transfer: [] }
  },
  async svg(takes) {
    const { svgJob } = await import('./draw-job.ts')
    return { gives: await svgJob(takes), transfer: [] }
  },
  async png(takes) {
    const { pngJob } = await import('./draw-job.ts')
    const gives = await pngJob(takes)
    return { gives, transfer: [gives.buffer] }
  },
  async image(takes) {
    const { imageJob } = await import('./image-job.ts')
    const gives = await imageJob(takes)
    return { gives, transfer: gives ? [gives.png.buffer] : [] }
  },
  async places(takes) {
    const { placesJob } = await import('./draw-job.ts')
    return { gives: await placesJob(takes), transfer: [] }
  },
  async export(takes) {
    const { exportJob } = await import('./export-job.ts')
    const gives = await exportJob(takes)
    return { gives, transfer: gives ? transferOf(gives.files) : [] }
  },
  async pack(takes) {
    const { packJob } = await import('./pack-job.ts')
    const gives = await packJob(takes)
    return { gives, transfer: gives ? transferOf(gives.files) : [] }
  },
  async course(takes) {
    const { courseJob } = await import('./course-job.ts')
    return { gives: courseJob(takes), transfer: [] }
  },
  async outcomes(takes) {
    const { outcomesJob } = await import('./outcomes-job.ts')
    return { gives: outcomesJob(takes), transfer: [] }
  },
  async rehearsal(takes) {
    const { rehearsalJob } = await import('../rehearsal/rehearsal-job.ts')
    return { gives: await rehearsalJob(takes, { run: runHere }), transfer: [] }
  },
  async index(takes) {
    const { indexJob } = await import('./index-job.ts')
    return { gives: indexJob(takes), transfer: [] }
  },
  async tldraw(takes) {
    const { tldrawJob } = await import('./tldraw-job.ts')
    return { gives: tldrawJob(takes), transfer: [] }
  },
  async caseFiles(takes) {
    const { caseFilesJob } = await import('../publication/files/case-files-job.ts')
    const gives = await caseFilesJob(takes)
    return { gives, transfer: gives.files.map(({ bytes }) => bytes.buffer) }
  },
  async verify(takes) {
    const { verifyFiles } = await import('../cases/verify/verify-files.ts')
    return { gives: verifyFiles(takes), transfer: [] }
  },
  async names(takes) {
    const { namesJob } = await import('./names-job.ts')
    return { gives: await namesJob(takes), transfer: [] }
  },
  async traces(takes) {
    const { tracesJob } = await import('./erase-job.ts')
    return { gives: tracesJob(takes), transfer: [] }
  },
  async eraseSnapshot(takes) {
    const { eraseSnapshotJob } = await import('./erase-job.ts')
    return { gives: eraseSnapshotJob(takes), transfer: [] }
  },
  async notesOf(takes) {
    const { notesOfJob } = await import('./erase-job.ts')
    return { gives: notesOfJob(takes), transfer: [] }
  },
  async rewrite({ file }) {
    const { rewriteSqlite } = await import('../db/rewrite-sqlite.ts')
    return { gives: rewriteSqlite(file), transfer: [] }
  },
  async zip(takes) {
    const { zipJob } = await import('./zip-job.ts')
    const gives = zipJob(takes)
    return { gives, transfer: [gives.buffer] }
  },
}

// the one who starts the thread says how it behaves
const { isBehind } = workerData as ThreadManners
// On Linux this is the thread's priority, elsewhere it would be the process'.
if (isBehind && process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

parentPort?.on('message', (order: JobOrder) => {
  void run(order).then(
    ({ gives, transfer }) => reply({ ok: true, gives }, transfer),
    (error: unknown) => reply(failure(error)),
  )
})

function run<Name extends JobName>({ name, takes }: JobOrder<Name>): Promise<Done<Name>> {
  return JOBS[name](takes)
}

/** What a job of this thread asks to be done beside it is done in its place. */
const runHere: BackgroundThread['run'] = async (name, takes) =>
  (await JOBS[name]((await takes()).takes)).gives

function reply(end: JobEnd, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(end, transfer)
}

function failure(error: unknown): JobEnd {
  const { name, message, stack } = error instanceof Error ? error : new Error('not an error')
  return { ok: false, reason: name, stack: (stack ?? '').replace(message, '') }
}
