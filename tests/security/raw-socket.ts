import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import type { ApiPerson } from '../running/api.ts'

/** A socket as an attacker writes one: any header, any bytes. */
export interface RawSocket {
  send(bytes: Uint8Array | string): void
  /** The code with which the server closed it. */
  readonly closed: Promise<number>
  readonly isOpen: boolean
  leave(): void
}

/** Opens the sync socket of a board. @throws {Error} with the HTTP status when it is refused before the upgrade */
export function openRaw(
  server: { url: string },
  boardId: string,
  options: { person?: ApiPerson; origin?: string; query?: string } = {},
): Promise<RawSocket> {
  const address = `${server.url.replace(/^http/, 'ws')}/api/sync/${boardId}?${options.query ?? ''}`
  const socket = new WebSocket(address, {
    headers: {
      ...(options.person ? { cookie: options.person.cookie() } : {}),
      ...(options.origin ? { origin: options.origin } : {}),
    },
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_, response) => reject(new Error(String(response.statusCode))))
    socket.on('error', reject)
    socket.once('open', () =>
      resolve({
        send: (bytes) => socket.send(bytes),
        closed,
        get isOpen() {
          return socket.readyState === WebSocket.OPEN
        },
        leave: () => socket.terminate(),
      }),
    )
  })
}

/** A message of the sync protocol: 0 asks for the document (step 1), 1 answers (step 2), 2 is an update. */
export function syncFrame(kind: 0 | 1 | 2, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, body)
  })
}

/** A cursor message about these clients. */
export function cursorFrame(
  entries: readonly { client: number; clock: number; state: string }[],
): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, body)
  })
}
