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

ensureDependencies()
ensurePrograms(['postgresql', 'redis', 'chromium', 'poppler'])

const folder = mkdtempSync(join(tmpdir(), 'tablee-tests-'))
const report = join(folder, 'report.json')
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const run = (...args) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
// only servers as processes and browsers need what is built, and they wait for it: a core builds, the other tests
const building = run(join(ROOT, 'infra', 'run', 'build.mjs'))
const testing = run(
  vitest,
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...more,
)
// from a terminal it reaches both of them too, and what they leave is told
process.on('SIGINT', () => undefined)
building.on('exit', (status) => {
  if (status !== 0) testing.kill()
})
const [[status], [built]] = await Promise.all([once(testing, 'exit'), once(building, 'exit')])
if (built !== 0) process.exit(1)

let passed = 0
let failed = 0
let skipped = 0
/** What passed at its second try only: a browser that is late is no fault of the product, and stays to be seen. */
let flaky = []
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
  flaky = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      // of a test that was tried again the report keeps why
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages: [why] }) => ({ file: relative(ROOT, name), fullName, why })),
  )
} catch {
  failed = 1
}
rmSync(folder, { recursive: true, force: true })
if (status !== 0 && failed === 0) failed = 1
for (const { file, fullName, why } of flaky)
  console.log(`flaky: ${file}: ${fullName}\n       ${why.split('\n', 1)[0]}`)
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
