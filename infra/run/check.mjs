import { spawn } from 'node:child_process'
import { ROOT } from './root.mjs'

/** The gate's parts: each leaves the files alone and knows nothing of the others, so they run beside one another. */
const PARTS = ['check:format', 'check:lint', 'check:types', 'check:dead']

const results = await Promise.all(
  PARTS.map(
    (part) =>
      new Promise((resolve) => {
        const child = spawn('npm', ['run', '--silent', part], {
          cwd: ROOT,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let output = ''
        for (const stream of [child.stdout, child.stderr])
          stream.setEncoding('utf8').on('data', (text) => {
            output += text
          })
        child.on('close', (status) => resolve({ part, status, output }))
      }),
  ),
)
for (const { part, status, output } of results) if (status !== 0) console.error(`${part}:\n${output}`)
process.exit(results.some(({ status }) => status !== 0) ? 1 : 0)
