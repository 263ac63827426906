import { MemoryHolders } from './memory-room-leases.ts'
import { MemoryUpdateLog } from './memory-update-log.ts'
import { roomLeasesContract } from './room-leases-contract.ts'

roomLeasesContract('memory', async () => {
  const log = new MemoryUpdateLog()
  const holders = new MemoryHolders(log)
  return async (address) => {
    const leases = holders.join(address)
    return { leases, log, address, die: async () => leases.die() }
  }
})
