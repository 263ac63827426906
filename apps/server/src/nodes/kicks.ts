import type { CloseReason, PeerMatch } from '@tablee/sync'

/** What every process does with its own sockets when somebody must be closed. */
export interface KickEvents {
  /** Close these. */
  kick(who: PeerMatch, code: CloseReason): void
  /** Something may have been missed: close everybody, they come back and are admitted anew. */
  missed(): void
}

/** Closes sockets wherever they are. What it promises is `kicksContract`. */
export interface Kicks {
  /** Closes the sockets of this process at once, and soon those of the others; never throws. */
  send(who: PeerMatch, code: CloseReason): void
  /** Resolves when what was sent is told. */
  close(): Promise<void>
}

/** For a process that is alone. */
export function ownKicks(events: Pick<KickEvents, 'kick'>): Kicks {
  return { send: (who, code) => events.kick(who, code), close: async () => undefined }
}
