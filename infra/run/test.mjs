import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

/** What follows `npm test --` goes to vitest: `npm test -- --project packages`. */
const more = process.argv.slice(2)
/** Where tests with browsers are, and what does what nobody foresaw: what fails there once is a find. */
const BROWSER_TESTS = 'tests/e2e/'
const RANDOM_TESTS = /fuzz|random|convergence|collaboration\/private-writing/
/** So many files may fail by accident. */
const ACCIDENTS_MAX = 3

ensureDependencies()
ensurePrograms(['postgresql', 'redis', 'chromium', 'poppler'])

const folder = mkdtempSync(join(tmpdir(), 'tablee-tests-'))
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const accidentReport = join(folder, 'accidents.json')
const env = { ...process.env, ACCIDENT_REPORT: accidentReport }
const run = (...args) => spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' })
const runTests = (report, ...files) =>
  run(
    vitest,
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(ROOT, 'infra', 'run', 'accident-reporter.mjs')}`,
    `--outputFile.json=${report}`,
    ...more,
    ...files,
  )
const firstReport = join(folder, 'first.json')
// only servers as processes and browsers need what is built, and they wait for it: a core builds, the other tests
const building = run(join(ROOT, 'infra', 'run', 'build.mjs'))
const testing = runTests(firstReport)
// from a terminal it reaches both of them too, and what they leave is told
let isStopped = false
process.on('SIGINT', () => {
  isStopped = true
})
building.on('exit', (status) => {
  if (status !== 0) testing.kill()
})
const [[status], [built]] = await Promise.all([once(testing, 'exit'), once(building, 'exit')])
if (built !== 0) process.exit(1)

const { unhandled, late: onlyLate } = accidentsIn(accidentReport)
let results = resultsIn(firstReport)
let isWhole = status === 0
/** What passed at another try only: a browser that is late is no fault of the product, and stays to be seen. */
const late = triedAgain(results)
const failed = results.filter(isFailed)
// most of them tell a story: the second try of a test stands on what its first one left, that of its file on nothing
const isAccident = failed.length > 0 && failed.length <= ACCIDENTS_MAX && failed.every(mayBeAccident)
if (isAccident && !isStopped) {
  const files = failed.map(nameOf)
  console.log(`\nOnce more from the beginning: ${files.join(', ')}`)
  const secondReport = join(folder, 'second.json')
  const [secondStatus] = await once(runTests(secondReport, ...files), 'exit')
  const second = resultsIn(secondReport)
  isWhole = secondStatus === 0 && unhandled === 0
  late.push(...failed.flatMap(failuresOf), ...triedAgain(second))
  const toldAgain = new Set(second.map(nameOf))
  results = [...results.filter((file) => !toldAgain.has(nameOf(file))), ...second]
}
rmSync(folder, { recursive: true, force: true })

const tests = results.flatMap(({ assertionResults }) => assertionResults)
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length
const passed = count('passed')
const skipped = count('pending', 'skipped', 'todo')
// a file that does not even load has no failed test of its own
const broken = results.filter((file) => file.status === 'failed' && failuresOf(file).length === 0).length
const failures = Math.max(count('failed') + broken, isWhole ? 0 : 1)
const failing = new Set(tests.filter(isFailed).map(({ fullName }) => fullName))
const lines = late
  .filter(({ fullName }) => !failing.has(fullName))
  .map(({ place, fullName, why }) => `flaky: ${place}: ${fullName}\n       ${why}`)
for (const line of new Set(lines)) console.log(line)
console.log(`\n${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failures > 0 || passed === 0 ? 1 : 0)

/** What a run says of its files; nothing where it did not come to an end. */
function resultsIn(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return []
  }
}

/** What only the run itself knows of its failures. */
function accidentsIn(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { unhandled: 0, late: [] } // a run that did not come to its end has failed anyway
  }
}

function nameOf({ name }) {
  return relative(ROOT, name)
}

function isFailed({ status }) {
  return status === 'failed'
}

/** Whether a file tells the same each time, and was told in a browser, or beside all the others only waited in vain. */
function mayBeAccident(file) {
  const name = nameOf(file)
  return !RANDOM_TESTS.test(name) && (name.startsWith(BROWSER_TESTS) || onlyLate.includes(file.name))
}

function failuresOf(file) {
  return file.assertionResults.filter(isFailed).map((test) => reasonOf(file, test))
}

/** Of a test that was tried again and passed the report keeps why. */
function triedAgain(files) {
  return files.flatMap((file) =>
    file.assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map((test) => reasonOf(file, test)),
  )
}

/** Why a test failed at its first try, and at which line of its file. */
function reasonOf(file, { fullName, failureMessages: [message = ''] }) {
  const name = nameOf(file)
  const line = message.split(`${name}:`)[1]?.split(':', 1)[0]
  return { place: line === undefined ? name : `${name}:${line}`, fullName, why: firstLineOf(message) }
}

/** Of a test that ran out of time the report has no message but vitest's own mark. */
function firstLineOf(message) {
  return message.split('\n', 1)[0].replace('STACK_TRACE_ERROR', 'the test timed out')
}
