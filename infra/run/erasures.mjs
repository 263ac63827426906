import { ensureBuilt } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
ensureBuilt()
process.argv.splice(2, 0, 'erasures')
await import('../../apps/server/dist/main.js')
