import { peopleOf } from './open-person.ts'
import { enterAll, type Person, type ServerAddress } from './person.ts'
import { type ClientKind, countSockets, openRealClient } from './real-clients.ts'
import { pause } from './schedule.ts'

const LOOK_MS = 100
/** A copy that no board has ever been in: our server closes for good whoever brings it. */
const NO_EPOCH = 'of-no-board'

/** People who sit before a board, show no cursor, and do nothing. */
export interface QuietPeople {
  work: 'quiet-people'
  board: string
  people: number
  /** Real y-websocket clients among them, or none where the server does not speak their protocol. */
  clients: number
  /** Clients of each kind that are told not to come back; none where the server tells nobody so. */
  sentAway: number
  windowMs: number
}

/** What became of them. */
export interface QuietResult {
  /** The longest time in which somebody got no message, in s; pings are none: a browser does not show them to its page. Null without people. */
  longestSilenceS: number | null
  /** People whom the server closed. */
  closed: number
  /** Times that a y-websocket client left for the silence and came again; null without clients. */
  left: number | null
  /** Until somebody who answers nothing, pings neither, was let go, in s; null when she never was. */
  goneAfterS: number | null
  /** How often one that was told not to come back came, by kind of client; null where nobody was told so. */
  comings: Readonly<Record<ClientKind, number>> | null
}

/** Lets people sit there and looks at them. */
export async function runQuietPeople(server: ServerAddress, job: QuietPeople): Promise<QuietResult> {
  const open = await peopleOf(server)
  const { board, windowMs } = job
  const people = Array.from({ length: job.people }, (_, at) => open({ board, number: at + 1 }))
  const vanished = open({ board, number: 1_000, answersPings: false })
  await enterAll([...people, vanished])
  const real = countSockets()
  const clients = Array.from({ length: job.clients }, (_, at) =>
    openRealClient(server, { board, number: 2_000 + at, client: 'stock', sockets: real }),
  )
  for (const client of clients) {
    await client.synced
    // an awareness state would be told again every 15 s, and some servers send it back
    client.awareness.setLocalState(null)
  }
  const away = { stock: countSockets(), ours: countSockets() }
  const sentAway = (['stock', 'ours'] as const).flatMap((client) =>
    Array.from({ length: job.sentAway }, (_, at) =>
      openRealClient(server, {
        board,
        number: 3_000 + at,
        client,
        sockets: away[client],
        params: { epoch: NO_EPOCH },
      }),
    ),
  )
  const beganMs = performance.now()
  const silences = people.map(watchSilence)
  let goneAfterS: number | null = null
  while (performance.now() - beganMs < windowMs) {
    await pause(LOOK_MS)
    for (const silence of silences) silence.look()
    if (vanished.closed) goneAfterS ??= (performance.now() - beganMs) / 1_000
  }
  const comingsOf = (kind: ClientKind) => away[kind].openedAtMs.length / job.sentAway
  const result = {
    longestSilenceS:
      people.length === 0 ? null : Math.max(...silences.map(({ longestMs }) => longestMs)) / 1_000,
    closed: people.filter(({ closed }) => closed).length,
    left: job.clients === 0 ? null : real.openedAtMs.length - job.clients,
    goneAfterS,
    comings: job.sentAway === 0 ? null : { stock: comingsOf('stock'), ours: comingsOf('ours') },
  }
  for (const person of [...people, vanished]) person.leave()
  for (const client of [...clients, ...sentAway]) client.destroy()
  return result
}

/** How long somebody hears nothing, looked at now and then. */
function watchSilence({ traffic }: Person): { look(): void; readonly longestMs: number } {
  let { frames } = traffic
  let heardMs = performance.now()
  let longestMs = 0
  return {
    look() {
      if (traffic.frames > frames) {
        ;({ frames } = traffic)
        heardMs = performance.now()
      }
      longestMs = Math.max(longestMs, performance.now() - heardMs)
    },
    get longestMs() {
      return longestMs
    },
  }
}
