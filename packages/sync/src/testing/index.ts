export { MemoryUpdateLog } from './memory-update-log.ts'
export { type LeaseNode, roomLeasesContract } from './room-leases-contract.ts'
export { type OpenedLog, updateLogContract } from './update-log-contract.ts'
