import { WebSocket } from 'ws'
import { askHello, connectMessage, joinChunks, tldrawNote } from '../generator/tldraw-person.ts'

/** A record, or a part of one, as JSON gives it. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What tldraw's server says of one field (`ValueOpType` of sync-core 5.4.2). */
type FieldChange = ['put', Json] | ['append', string | Json[], number] | ['patch', ObjectChange] | ['delete']
type ObjectChange = Readonly<Record<string, FieldChange>>
type RecordChange = ['put', Json] | ['patch', ObjectChange] | ['remove']
type Diff = Readonly<Record<string, RecordChange>>

type Message =
  | { type: 'connect'; diff: Diff }
  | { type: 'data'; data: readonly Message[] }
  | { type: 'patch'; diff: Diff }
  | { type: 'push_result'; clientClock: number; action: 'commit' | 'discard' | { rebaseWithDiff: Diff } }
  | { type: 'other' }

/** Somebody on tldraw's own server, who keeps what is on the board. */
export interface TldrawClient {
  readonly socket: WebSocket
  /** Bytes of messages that came. */
  readonly received: number
  /** Resolves when the connection has ended and everything that came before was read. */
  readonly closed: Promise<void>
  /** The text of each note, by its id. */
  texts(): Map<string, string>
  /** Puts a note there, or gives one another text. @returns the number of the change */
  write(id: string, text: string): number
  /** Whether the server has said that it took a change. */
  isTaken(change: number): boolean
  leave(): void
}

/** Enters a board and waits for its content. */
export async function openTldrawClient(port: number, author: string): Promise<TldrawClient> {
  const hello = await askHello({ port, pid: 0, wire: 'tldraw' })
  const socket = new WebSocket(`ws://127.0.0.1:${port}/board`, { perMessageDeflate: false })
  const records = new Map<string, Json>()
  const taken = new Set<number>()
  const join = joinChunks()
  let received = 0
  let clock = 0
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => undefined) // `close` follows
  await new Promise<void>((resolve, reject) => {
    void closed.then(() => reject(new Error('tldraw closed before the board was there')))
    socket.once('open', () => socket.send(JSON.stringify(connectMessage(hello))))
    const hear = (message: Message): void => {
      if (message.type === 'data') for (const one of message.data) hear(one)
      else if (message.type === 'patch' || message.type === 'connect') applyTo(records, message.diff)
      else if (message.type === 'push_result' && message.action !== 'discard') {
        taken.add(message.clientClock)
        if (message.action !== 'commit') applyTo(records, message.action.rebaseWithDiff)
      }
      if (message.type === 'connect') resolve()
    }
    socket.on('message', (data: Buffer) => {
      received += data.length
      const whole = join(data.toString())
      // made by sync-core itself
      if (whole !== null) hear(JSON.parse(whole) as Message)
    })
  })
  return {
    socket,
    closed,
    get received() {
      return received
    },
    texts() {
      const texts = new Map<string, string>()
      for (const [id, record] of records) {
        const text = id.startsWith('shape:') ? textIn(record) : ''
        if (text !== '') texts.set(id, text)
      }
      return texts
    },
    write(id, text) {
      const richText = asRichText(text)
      const change: RecordChange = records.has(id)
        ? ['patch', { props: ['patch', { richText: ['put', richText] }] }]
        : ['put', withText(tldrawNote({ id, author, n: records.size }), richText)]
      applyTo(records, { [id]: change })
      socket.send(JSON.stringify({ type: 'push', clientClock: clock, diff: { [id]: change } }))
      clock += 1
      return clock - 1
    },
    isTaken: (change) => taken.has(change),
    leave: () => socket.terminate(),
  }
}

function asRichText(text: string): Json {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}

function withText(note: ReturnType<typeof tldrawNote>, richText: Json): Json {
  // a record is made of what JSON knows
  return { ...note, props: { ...note.props, richText } } as unknown as Json
}

function applyTo(records: Map<string, Json>, diff: Diff): void {
  for (const [id, change] of Object.entries(diff)) {
    if (change[0] === 'put') records.set(id, change[1])
    else if (change[0] === 'remove') records.delete(id)
    else records.set(id, changed(records.get(id) ?? {}, change[1]))
  }
}

/** A value with some of its fields changed; a list has its places as fields. */
export function changed(value: Json, change: ObjectChange): Json {
  const copy = new Map<string, Json>(Object.entries(Object(value)))
  for (const [key, field] of Object.entries(change)) {
    const before = copy.get(key) ?? null
    if (field[0] === 'put') copy.set(key, field[1])
    else if (field[0] === 'delete') copy.delete(key)
    else if (field[0] === 'patch') copy.set(key, changed(before, field[1]))
    else if (typeof field[1] === 'string')
      copy.set(key, `${typeof before === 'string' ? before : ''}${field[1]}`)
    else copy.set(key, [...(Array.isArray(before) ? before : []), ...field[1]])
  }
  return Array.isArray(value) ? [...copy.values()] : Object.fromEntries(copy)
}

/** All letters of a record's rich text. */
function textIn(value: Json): string {
  if (Array.isArray(value)) return value.map(textIn).join('')
  if (value === null || typeof value !== 'object') return ''
  const { text = '', props = null, richText = null, content = null } = value
  return `${typeof text === 'string' ? text : ''}${textIn(props)}${textIn(richText)}${textIn(content)}`
}
