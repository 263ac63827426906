import { anywhere, cursorState, noteRecord } from './note.ts'
import type { Entry, Person, PersonOptions, ServerAddress } from './person.ts'
import { RawSocket } from './raw-socket.ts'
import { findTextStamps, nowUs, readStampNumber, stampNumber, stampText } from './stamp.ts'

/** The version of tldraw's sync protocol that sync-core 5.4.2 speaks. */
const PROTOCOL_VERSION = 8
/** Places that one person's notes take in the order of the page. */
const NOTES_EACH = 5_000
/** A message of several frames has the number of those that follow in front of each. */
const CHUNK = /^(\d+)_/

/** What a client says to begin with; the server process of the benchmark tells it. */
export interface TldrawHello {
  schema: unknown
  presence: Record<string, unknown>
}

/** Asks the server process for what its clients say. */
export async function askHello(server: ServerAddress): Promise<TldrawHello> {
  const answer = await fetch(`http://127.0.0.1:${server.port}/`)
  // the answer is made by peers/tldraw.mjs
  return (await answer.json()) as TldrawHello
}

/** How a client comes in. */
export function connectMessage({ schema }: TldrawHello): Record<string, unknown> {
  return {
    type: 'connect',
    connectRequestId: 'r',
    lastServerClock: 0,
    protocolVersion: PROTOCOL_VERSION,
    schema,
  }
}

/** Puts messages together that come in several frames. @returns what takes a frame, and gives the message when it is whole */
export function joinChunks(): (piece: string) => string | null {
  let text = ''
  return (piece) => {
    const follow = CHUNK.exec(piece)
    text += piece.replace(CHUNK, '')
    if (follow !== null && follow[1] !== '0') return null
    const whole = text
    text = ''
    return whole
  }
}

/** The note of the other benchmarks as tldraw's present schema wants it. */
export function tldrawNote(of: Parameters<typeof noteRecord>[0]): ReturnType<typeof noteRecord> {
  const note = noteRecord(of)
  return { ...note, props: { ...note.props, textLastEditedBy: null } }
}

/** Somebody on tldraw's own server: the same note, the same fields, in its protocol. */
export function openTldrawPerson(options: PersonOptions, hello: TldrawHello): Person {
  const { server, board, number, onStamp } = options
  const author = `p${number}`
  const noteId = `shape:${author}`
  const lastPlace = number * NOTES_EACH + NOTES_EACH - 1
  const startedMs = performance.now()
  let clock = 0
  let left = 0
  let isStamped = false
  let isShown = false
  let isIn = false
  const join = joinChunks()
  let enter: (entry: Entry) => void = () => {}
  let refuse: (err: Error) => void = () => {}
  const entered = new Promise<Entry>((resolve, reject) => {
    enter = resolve
    refuse = reject
  })
  // somebody who is not waited for may be refused, too
  entered.catch(() => {})
  const socket = new RawSocket({
    port: server.port,
    path: `/${board}`,
    answersPings: options.answersPings,
    onOpen: () => socket.sendText(JSON.stringify(connectMessage(hello))),
    onClose: () => refuse(new Error(`closed before the document came (${socket.closeCode ?? 'cut'})`)),
    onMessage(message) {
      if (!isIn) readFirst(message)
      else if (onStamp !== undefined) look(message, onStamp)
    },
  })

  function readFirst(message: Buffer): void {
    isIn = join(message.toString())?.startsWith('{"type":"connect"') ?? false
    if (!isIn) return
    socket.collects = onStamp !== undefined
    enter({ ms: performance.now() - startedMs, bytes: socket.bytes })
  }

  function push(what: { diff?: Record<string, unknown>; presence?: unknown }): void {
    socket.sendText(JSON.stringify({ type: 'push', clientClock: clock, ...what }))
    clock += 1
  }

  /** The same three fields as on a Yjs board. */
  function place(id: string, stamped: boolean): void {
    const rotation = stamped ? stampNumber(nowUs()) : Math.random() / 4
    const fields = { x: ['put', anywhere()], y: ['put', anywhere()], rotation: ['put', rotation] }
    push({ diff: { [id]: ['patch', fields] } })
  }

  return {
    entered,
    get closed() {
      return socket.closed
    },
    traffic: socket,
    addNotes(count) {
      const diff: Record<string, unknown> = {}
      for (let n = 0; n < count; n++) {
        const id = `shape:${author}-${n}`
        diff[id] = ['put', tldrawNote({ id, author, n: number * NOTES_EACH + n })]
      }
      push({ diff })
    },
    prepare(changes, stamped) {
      push({ diff: { [noteId]: ['put', tldrawNote({ id: noteId, author, n: lastPlace })] } })
      left = changes
      isStamped = stamped
    },
    change() {
      if (left === 0) return false
      left -= 1
      place(noteId, isStamped)
      return true
    },
    move: (n, stamped) => place(`shape:${author}-${n}`, stamped),
    point(stamped) {
      const t = stamped ? stampText(nowUs()) : ''
      const { cursor } = cursorState(author, t)
      if (isShown)
        push({
          presence: ['patch', { cursor: ['put', { ...Object(cursor), rotation: 0 }], meta: ['put', { t }] }],
        })
      else {
        const presence = { ...hello.presence, id: `instance_presence:${author}`, userId: `user:${author}` }
        push({ presence: ['put', { ...presence, userName: `Participant ${author}`, meta: { t } }] })
        isShown = true
      }
    },
    look(isLooking) {
      socket.collects = isLooking
    },
    leave() {
      socket.destroy()
    },
  }
}

function look(message: Buffer, onStamp: NonNullable<PersonOptions['onStamp']>): void {
  for (const sentUs of findTextStamps(message)) onStamp('cursor', sentUs)
  const read: unknown = JSON.parse(message.toString())
  for (const value of numbersUnder(read)) {
    const sentUs = readStampNumber(value)
    if (sentUs !== null) onStamp('change', sentUs)
  }
}

/** Every number in a message: a stamp is known by itself, and costs the generator less than knowing the protocol. */
function* numbersUnder(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* numbersUnder(inner)
  }
}
