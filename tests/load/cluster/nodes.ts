import { rm } from 'node:fs/promises'
import { launchPostgres } from '../../../apps/server/src/testing/start-postgres.ts'
import { startRedis } from '../../../apps/server/src/testing/start-redis.ts'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop } from '../../running/api.ts'
import { freePort } from '../../running/free-port.ts'
import { openFront } from '../../running/front.ts'
import { newFolder, type ProductPerson, personOn, startProgram } from '../faults/product.ts'
import type { RunningProgram } from '../faults/run-program.ts'
import { coreOfServer } from '../placement.ts'

/** One server of several. */
export interface Node {
  readonly url: string
  readonly port: number
  readonly program: RunningProgram
}

/** Servers that work as one, and people of one organisation on them. */
export interface Cluster {
  readonly nodes: readonly Node[]
  /** The coach and guests of one organisation, who may write on all of its boards. */
  readonly people: readonly ApiPerson[]
  /** Somebody's way to a board at one of the servers. */
  at(node: Node, person: ApiPerson, boardId: string): Promise<ProductPerson>
  newBoard(): Promise<string>
  /** Starts servers until there are so many, and ends those above it. */
  resize(count: number): Promise<void>
  /** Starts the server of this place anew, on its port. */
  restart(place: number): Promise<void>
  remove(): Promise<void>
}

/** Starts PostgreSQL, Redis and the first server, and makes people. */
export async function startCluster(program: string, people: number): Promise<Cluster> {
  const postgres = await launchPostgres()
  const redis = await startRedis()
  const dataDir = await newFolder()
  const env = { DATABASE_URL: `${postgres.url}/postgres`, REDIS_URL: redis.url }
  const startNode = async (port: number, place: number): Promise<Node> => ({
    url: `http://127.0.0.1:${port}`,
    port,
    program: await startProgram({ program, env }, { dataDir, port, core: coreOfServer(place) }),
  })
  const first = await startNode(await freePort(), 0)
  const nodes = [first]
  // requests that are no sockets go to whichever server is there
  const front = await openFront()
  const open = () => front.goTo(nodes.map(({ port }) => port))
  open()
  const setupUrl = /set-up link[^:]*: (\S+)/.exec(first.program.output())?.[1] ?? null
  const { coach, cohortId, organisationId } = await prepareWorkshop({ url: front.url, setupUrl })
  const persons = [coach]
  while (persons.length < people)
    persons.push(
      await joinAsGuest(front, coach, {
        name: `Personne ${persons.length}`,
        role: 'participant',
        scopeKind: 'organisation',
        scopeId: organisationId,
      }),
    )
  return {
    nodes,
    people: persons,
    at: (node, person, boardId) => personOn(node.url, person, boardId),
    async newBoard() {
      const order = { cohortId, organisationId, templateId: 'needs-macro-micro' }
      const { id } = await done(coach.send('POST', '/api/boards', order))
      return id
    },
    async resize(count) {
      while (nodes.length < count) nodes.push(await startNode(await freePort(), nodes.length))
      for (const node of nodes.splice(count)) await node.program.end('SIGTERM')
      open()
    },
    async restart(place) {
      const node = nodes[place]
      if (node === undefined) throw new Error(`there is no server at place ${place}`)
      await node.program.end('SIGKILL')
      nodes[place] = await startNode(node.port, place)
      open()
    },
    async remove() {
      for (const { program: running } of nodes) await running.end('SIGTERM')
      front.close()
      await redis.stop()
      await postgres.remove()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
