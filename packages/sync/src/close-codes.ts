/**
 * Every reason for which this system closes a socket: its WebSocket close code and whether a client may come
 * back on its own. y-websocket 3.1.0 gives up on 4400 to 4499 and retries everything else.
 */
export const CLOSE_CODES = {
  /** A frame that is not the protocol, or an update that does not decode. */
  malformed: { code: 4400, retry: false },
  /** Somebody who may only read sent a change. */
  read_only: { code: 4403, retry: false },
  /** No such room, or it was removed. */
  room_missing: { code: 4404, retry: false },
  /** Operations under another author's Yjs client id, or under the server's. */
  foreign_client: { code: 4409, retry: false },
  /** The room was replaced since this copy was made: the copy must not be merged into it. */
  epoch_mismatch: { code: 4410, retry: false },
  /** The person opened more connections than anybody needs; this one was silent for longest. */
  too_many_connections: { code: 4408, retry: false },
  /** The door is locked: she waits to be let in. */
  door_locked: { code: 4412, retry: false },
  /** Whoever leads has sent her out. */
  sent_out: { code: 4414, retry: false },
  /** A frame above the limit. */
  too_large: { code: 4413, retry: false },
  /** A root type or a content type that this room does not take. */
  forbidden_structure: { code: 4422, retry: false },
  /** As many Yjs client ids as the room keeps, of this person or of all: she may still read. */
  too_many_clients: { code: 4423, retry: false },
  /** The room has as much content as it takes: she may still read, and delete. */
  room_full: { code: 4424, retry: false },
  /** The client was built for another form of the document: reload the page. */
  schema_mismatch: { code: 4426, retry: false },
  /** The `ws` library closes so on a frame above `maxPayload`; sending it again cannot help. */
  frame_too_big: { code: 1009, retry: false },
  /** The same on frames that are none: whatever stands between the two may have broken them. */
  broken_frame: { code: 1002, retry: true },
  /** The same on text that is no UTF-8; our client sends none. */
  broken_text: { code: 1007, retry: false },
  /** The same on a message in more than `FRAGMENTS_MAX` pieces. */
  too_many_pieces: { code: 1008, retry: false },
  /** Rights changed: come back, they are read anew. */
  rights_changed: { code: 4501, retry: true },
  /** The update builds on operations that the server does not have: the next handshake brings them. */
  clock_gap: { code: 4525, retry: true },
  rate_limited: { code: 4529, retry: true },
  /** Too much waits to be stored or folded, of this person or in the room. */
  overloaded: { code: 4530, retry: true },
  /** The room could not be read from storage. */
  storage_down: { code: 4531, retry: true },
  too_many_refusals: { code: 4532, retry: true },
  /** As many connections as the room takes are in it: she comes back by herself, slowly, until somebody leaves. */
  room_crowded: { code: 4534, retry: true },
  /** Another process writes this room. */
  room_moved: { code: 4533, retry: true },
  internal: { code: 1011, retry: true },
  restarting: { code: 1012, retry: true },
} as const satisfies Record<string, { code: number; retry: boolean }>

/** The name of a reason to close a socket. */
export type CloseReason = keyof typeof CLOSE_CODES

/** The reason behind a numeric close code, or null for one that is not ours (1006, 1001 …). */
export function closeReason(code: number): CloseReason | null {
  for (const [name, entry] of Object.entries(CLOSE_CODES)) {
    // `name` is a key of the table that is being walked.
    if (entry.code === code) return name as CloseReason
  }
  return null
}

/** Whether a client may reconnect by itself after this close code. */
export function mayRetry(code: number): boolean {
  const reason = closeReason(code)
  if (reason !== null) return CLOSE_CODES[reason].retry
  return !(code >= 4400 && code < 4500)
}
