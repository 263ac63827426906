import { fileURLToPath } from 'node:url'
import { startProduct } from '../faults/product.ts'
import type { ServerAddress } from '../generator/person.ts'
import { type Generator, startGenerator } from '../generator/start-generator.ts'

const PROGRAM = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))

/** The built product with one board, and that many guests who came in by an invitation beside the coach. */
export async function onProduct<T>(
  guests: number,
  work: (server: ServerAddress, generator: Generator) => Promise<T>,
): Promise<T> {
  const product = await startProduct({ program: PROGRAM, people: guests + 1, env: { LOG_LEVEL: 'warn' } })
  const generator = startGenerator()
  const seats = product.people.map((person) => {
    const { url, headers } = person.door()
    const { pathname, search } = new URL(url)
    return { path: `${pathname}${search}`, cookie: headers['cookie'] ?? '', author: person.actorId }
  })
  try {
    return await work({ port: product.port, pid: product.program.pid, wire: 'y-websocket', seats }, generator)
  } finally {
    generator.stop()
    await product.remove()
  }
}
