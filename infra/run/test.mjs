import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

/** What follows `npm test --` goes to vitest: `npm test -- --project packages`. */
const more = process.argv.slice(2)
/** Test files at a time beside the browsers: half of their time is waiting. */
const WORKERS_BESIDE = 3

ensureDependencies()
ensurePrograms(['postgresql', 'redis', 'chromium', 'poppler'])
ensureBuilt()

const folder = mkdtempSync(join(tmpdir(), 'tablee-tests-'))
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * Browser tests wait for browsers part of their time, the others for disks and databases: side by side they fill two
 * cores. What was asked for by hand runs in one process.
 */
const lanes =
  more.length > 0 ? [more] : [['--project=browser'], ['--project=!browser', `--maxWorkers=${WORKERS_BESIDE}`]]
if (lanes.length > 1) console.log('Browser tests; the others run beside them and are told at the end.')
const runs = await Promise.all(lanes.map((options, at) => run(options, at === 0)))

let passed = 0
let failed = 0
let skipped = 0
for (const { output, ...counted } of runs) {
  process.stdout.write(output)
  passed += counted.passed
  failed += counted.failed
  skipped += counted.skipped
}
rmSync(folder, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

/** Runs vitest; what several write at once is told one after the other, so `output` is empty for the one that is seen. */
async function run(options, isSeen) {
  const report = join(folder, `report-${isSeen ? 'seen' : 'beside'}.json`)
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json']
  const child = spawn(process.execPath, [vitest, ...args, `--outputFile.json=${report}`, ...options], {
    cwd: ROOT,
    stdio: isSeen ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const [status] = await once(child, 'close')
  const counted = countTests(report)
  // vitest also ends with 1 when something went wrong outside of every test
  if (status !== 0 && counted.failed === 0) counted.failed = 1
  return { output, ...counted }
}

function countTests(report) {
  try {
    const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    // a file that does not even load has no failed test of its own
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests + numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
