import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { report } from '../report.ts'
import { pause, untilTrue } from './board-client.ts'
import type { BenchOptions } from './options.ts'
import { newFolder, type Product, startProduct } from './product.ts'
import { hasBeenTold } from './storage-notice.ts'
import { damageOf, startTalk, type Talk } from './talk.ts'

const WRITERS = 3
const WORD_EVERY_MS = 20
const DISK_BYTES = 16 * 1024 * 1024
const TOLD_WITHIN_MS = 20_000
const RECOVERED_WITHIN_MS = 30_000
/** How long people write on a disk that is full. */
const FULL_FOR_MS = 1_000

/** A small disk fills up while people write: they are told, nothing is promised that is not stored, and it goes on. */
export async function measureFullDisk(options: BenchOptions): Promise<void> {
  const disk = await newFolder()
  if (!mount(disk)) {
    report.say('full disk: left out, since this user may not mount a small disk')
    await rm(disk, { recursive: true, force: true })
    return
  }
  try {
    const product = await startProduct({ program: options.program, people: WRITERS, on: disk })
    try {
      await fillAndFree(product, options)
    } finally {
      await product.remove()
    }
  } finally {
    execFileSync('umount', [disk])
    await rm(disk, { recursive: true, force: true })
  }
}

async function fillAndFree(product: Product, options: BenchOptions): Promise<void> {
  const promised = new Set<string>()
  const keep = (talk: Talk) => {
    for (const word of talk.promised().words) promised.add(word)
  }
  const first = await talkUntilFull(product, 'a')
  await pause(FULL_FOR_MS)
  await free(product)
  const freedAt = performance.now()
  first.talk.stop()
  const recovered = await untilTrue(
    () => first.talk.promised().acknowledged === first.talk.written.length,
    RECOVERED_WITHIN_MS,
  )
  const recoveredMs = recovered ? performance.now() - freedAt : null
  const closed = first.talk.clients.filter(({ closedWith }) => closedWith !== null).length
  keep(first.talk)
  first.talk.leave()

  const second = await talkUntilFull(product, 'b')
  await pause(FULL_FOR_MS)
  await product.program.end('SIGKILL')
  second.talk.stop()
  await Promise.all(second.talk.clients.map((client) => client.closed))
  keep(second.talk)
  second.talk.leave()
  await free(product)
  await product.restart('SIGKILL')
  const damage = await damageOf(product.people[0].door(), promised)

  const conditions = {
    disk: `tmpfs of ${DISK_BYTES / 1024 / 1024} MiB, filled to its last byte`,
    writers: WRITERS,
    promised: damage.promised,
    database: 'sqlite',
    smoke: options.smoke,
  }
  const line = (metric: string, ours: number | null, unit: string, target: number | null) =>
    report.line({
      bench: 'faults',
      work: 'full disk',
      metric,
      ours,
      unit,
      better: 'lower',
      target,
      conditions,
    })
  line('writers who were not told', first.untold + second.untold, 'people', 0)
  line('people closed', closed, 'people', 0)
  line('time to recover when there is room', recoveredMs, 'ms', null)
  line('lost after a kill -9 on the full disk', damage.lost, 'words', 0)
  line('doubled', damage.doubled, 'words', 0)
}

/** People write, the disk is filled, and all are told. */
async function talkUntilFull(product: Product, name: string): Promise<{ talk: Talk; untold: number }> {
  const seats = product.people.map((person) => ({ door: person.door(), actorId: person.actorId }))
  const talk = await startTalk(seats, { name, everyMs: WORD_EVERY_MS })
  await pause(FULL_FOR_MS)
  await writeFile(ballastOf(product), new Uint8Array(DISK_BYTES)).catch((err: NodeJS.ErrnoException) => {
    if (err.code !== 'ENOSPC') throw err
  })
  const isTold = (client: Talk['clients'][number]) => hasBeenTold(client.notices, { ok: false })
  await untilTrue(() => talk.clients.every(isTold), TOLD_WITHIN_MS)
  return { talk, untold: talk.clients.filter((client) => !isTold(client)).length }
}

const ballastOf = (product: Product) => join(product.dataDir, 'ballast')

const free = (product: Product) => rm(ballastOf(product))

/** Mounts a small disk; false where that is not allowed. */
function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
