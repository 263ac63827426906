import { verifyCase } from './verify-case.ts'

/** `npm run verify:case`: infra/run/verify-case.mjs starts it from the sources. */
const { lines, status } = await verifyCase(process.argv.slice(2))
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = status
