export { MemoryUpdateLog } from './memory-update-log.ts'
export { type OpenedLog, updateLogContract } from './update-log-contract.ts'
