import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ROOT } from './root.mjs'

ensureDependencies()
/** The server restarts on a change; Vite serves the app on http://localhost:5173 and passes /api and /cas on. */
const children = [
  spawn(
    process.execPath,
    [join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'watch', 'apps/server/src/main.ts'],
    { cwd: ROOT, stdio: 'inherit' },
  ),
  spawn(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')], {
    cwd: join(ROOT, 'apps', 'web'),
    stdio: 'inherit',
  }),
]
for (const child of children) child.on('exit', () => children.forEach((other) => void other.kill()))
