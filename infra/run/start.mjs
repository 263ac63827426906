import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
ensureBuilt()
// in this process: one process to stop, and no wrapper that swallows signals
await import('../../apps/server/dist/main.js')
