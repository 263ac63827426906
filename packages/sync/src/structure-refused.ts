import type { CloseReason } from './close-codes.ts'

/** Why an update was not taken. */
export class StructureRefused extends Error {
  override readonly name = 'StructureRefused'
  readonly reason: CloseReason
  constructor(reason: CloseReason) {
    super(reason)
    this.reason = reason
  }
}
