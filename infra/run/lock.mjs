import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, ROOT } from './root.mjs'

const FOLDER = join(ROOT, '.cache')
const LOCK = join(FOLDER, 'run.lock')
/** How often a waiting command looks again, in ms. */
const LOOK_AGAIN_MS = 250
/** Longest that an install and a build together may take, in ms; a lock that is older was left behind. */
const STALE_MS = 15 * 60_000
/** Between making the lock and writing its holder's number, in ms. */
const EMPTY_MS = 2_000

/** Runs `work` while no other command of this checkout installs or builds; a lock left by a killed one does not count. */
export function alone(work) {
  mkdirSync(FOLDER, { recursive: true })
  const began = Date.now()
  let told = false
  while (!take()) {
    if (!told) console.error('Another command is installing or building here: waiting for it …')
    told = true
    if (Date.now() - began > STALE_MS)
      giveUp(`Gave up waiting. If nothing installs or builds here, remove ${LOCK}.`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS)
  }
  const letGo = () => rmSync(LOCK, { force: true })
  // `giveUp` ends the process from within
  process.once('exit', letGo)
  try {
    return work()
  } finally {
    process.off('exit', letGo)
    letGo()
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isLeftBehind()) clearAway()
    return false
  }
}

/** Whether nobody can be working under the lock any more. */
function isLeftBehind() {
  try {
    const age = Date.now() - statSync(LOCK).mtimeMs
    const pid = Number(readFileSync(LOCK, 'utf8'))
    if (!pid) return age > EMPTY_MS
    // our own number on a lock that we do not hold: a container gives the same numbers again after a crash
    return age > STALE_MS || pid === process.pid || !isAlive(pid)
  } catch {
    return false
  }
}

/** By renaming: of several that wait, one succeeds, and none removes the lock that the next has just taken. */
function clearAway() {
  const aside = `${LOCK}.${process.pid}`
  try {
    renameSync(LOCK, aside)
    rmSync(aside, { force: true })
  } catch {
    // another was quicker
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
