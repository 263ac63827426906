import { connect, createServer, type Socket } from 'node:net'

/** One address for several servers, as a load balancer gives it. */
export interface Front {
  readonly url: string
  /** Where new connections go: the first of these ports that accepts. */
  goTo(ports: readonly number[]): void
  /** Takes the network away: ends every connection, and accepts none until it is told where to go. */
  cut(): void
  close(): void
}

/** Opens a front on a free port of 127.0.0.1. */
export async function openFront(): Promise<Front> {
  let targets: readonly number[] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    const tryNext = ([port, ...others]: readonly number[]) => {
      if (port === undefined) return client.destroy()
      const target = connect(port, '127.0.0.1')
      target.once('error', () => {
        if (target.connecting || !target.readable) tryNext(others)
      })
      target.once('connect', () => {
        keep(target)
        client.pipe(target).pipe(client)
        client.once('close', () => target.destroy())
        target.once('close', () => client.destroy())
      })
    }
    tryNext(targets)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server that listens has a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    goTo(ports) {
      targets = ports
    },
    cut() {
      targets = []
      for (const socket of sockets) socket.destroy()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
