import { MemoryUpdateLog } from './memory-update-log.ts'
import { updateLogContract } from './update-log-contract.ts'

updateLogContract('memory', async () => {
  const log = new MemoryUpdateLog()
  return { log, reopen: () => log, raiseFence: async (room) => log.raiseFence(room) }
})
