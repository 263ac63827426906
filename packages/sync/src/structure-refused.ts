import type { CloseReason } from './close-codes.ts'

/** Why an update was not taken. */
export class StructureRefused extends Error {
  override readonly name = 'StructureRefused'
  readonly reason: CloseReason
  /** The Yjs client id that is another's, of `foreign_client`. */
  readonly client: number | null
  constructor(reason: CloseReason, client: number | null = null) {
    super(reason)
    this.reason = reason
    this.client = client
  }
}
