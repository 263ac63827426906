import { writeFileSync } from 'node:fs'

/** What a test says that waited in vain. */
const WAS_LATE = /\btimed out\b|\bTimeout\b|did not succeed in time/i

/** Tells `test.mjs` what the report in JSON does not: what failed outside of every test, and which files were only late. */
export default class AccidentReporter {
  onTestRunEnd(modules, unhandled) {
    const path = process.env.ACCIDENT_REPORT
    if (path === undefined) return
    const late = modules.filter(wasLate).map(({ moduleId }) => moduleId)
    writeFileSync(path, JSON.stringify({ unhandled: unhandled.length, late }))
  }
}

/** Whether all that failed in a file had waited for something that did not come, what surrounds its tests included. */
function wasLate(module) {
  const failed = [...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? [])
  const around = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors())
  return failed.length > 0 && [...failed, ...around].every(isLate)
}

function isLate({ message, cause }) {
  return WAS_LATE.test(message) || WAS_LATE.test(String(cause?.message ?? ''))
}
