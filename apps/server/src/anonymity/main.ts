import { verifyAnonymity } from './verify.ts'

/** `npm run verify:anonymity`: infra/run/verify-anonymity.mjs starts it from the sources. */
const { lines, status } = await verifyAnonymity(process.argv.slice(2))
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = status
