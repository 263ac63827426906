import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
ensureBuilt()
process.argv[2] = 'demo'
await import('../../apps/server/dist/main.js')
