import { connect, createServer, type Socket } from 'node:net'
import type { TestStorage } from './databases.ts'

/** A line to PostgreSQL that can break as lines do. */
export interface DatabaseLine {
  /** The same storage, reached over this line. */
  readonly storage: TestStorage & { readonly databaseUrl: string }
  /** From here on nothing comes through in either direction, and nobody is told: a firewall that forgot, a pulled cable. */
  goSilent(): void
  /** The connections of now stay silent for ever, whatever comes back. */
  forget(): void
  /** What was held back flows on, and new connections are made. */
  comeBack(): void
  /** Ends it with all its connections. */
  close(): Promise<void>
}

/** Opens a line on a free port of 127.0.0.1. `rewrite` changes what the client says, as a pooler may. */
export async function openDatabaseLine(
  storage: TestStorage,
  rewrite = (bytes: Buffer): Buffer => bytes,
): Promise<DatabaseLine> {
  if (storage.databaseUrl === null) throw new Error('only PostgreSQL is reached over a line')
  const target = new URL(storage.databaseUrl)
  const sockets = new Set<Socket>()
  const forgotten = new WeakSet<Socket>()
  let silent = false
  const hold = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    if (silent) socket.pause()
  }
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes: Buffer) => to.write(from === near ? rewrite(bytes) : bytes))
      // a line that is silent does not say either that an end was closed
      from.once('end', () => silent || to.end())
      hold(from)
    }
    if (!silent) near.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server that listens has a port')
  const url = new URL(target)
  url.port = String(address.port)
  return {
    storage: { ...storage, databaseUrl: url.href },
    goSilent() {
      silent = true
      for (const socket of sockets) socket.pause()
    },
    forget() {
      for (const socket of sockets) forgotten.add(socket)
    },
    comeBack() {
      silent = false
      for (const socket of sockets) if (!forgotten.has(socket)) socket.resume()
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
