import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'
import { ensurePrograms } from './system-packages.mjs'

/** What follows `npm test --` goes to vitest: `npm test -- --project packages`. */
const more = process.argv.slice(2)

ensureDependencies()
ensurePrograms(['postgresql', 'redis', 'chromium', 'poppler'])
ensureBuilt()

const folder = mkdtempSync(join(tmpdir(), 'tablee-tests-'))
const report = join(folder, 'report.json')
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ],
  { cwd: ROOT, stdio: 'inherit' },
)

let passed = 0
let failed = 0
let skipped = 0
try {
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  passed = numPassedTests
  skipped = numPendingTests + numTodoTests
  // a file that does not even load has no failed test of its own
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  failed = numFailedTests + broken.length
} catch {
  failed = 1
}
rmSync(folder, { recursive: true, force: true })
if (status !== 0 && failed === 0) failed = 1
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
