import { equalValues } from '@tablee/board'
import {
  atom,
  createPresenceStateDerivation,
  InstancePresenceRecordType,
  react,
  type TLInstancePresence,
  type TLStore,
} from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import * as z from 'zod'

/** Shortest time between two cursor messages: 10 a second, drawn smoothly in between, follow a hand; each goes to everybody on the board. */
const PRESENCE_INTERVAL_MS = 100

/** Most selected shapes that are shown to others; the server takes 4 KB of presence per person. */
const MAX_SHARED_SELECTION = 40

/** Most points of a laser's trace that travel: its last third of a second. */
const MAX_TRACE_POINTS = 24

/** Who someone is, as the server wrote it over whatever the client said. */
const presenceUser = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  /** She leads the workshop: what she points at with the laser is shown. */
  leads: z.boolean().optional(),
})

/** A person as the others on the board see them. */
export type PresenceUser = z.infer<typeof presenceUser>

interface BindPresenceOptions {
  store: TLStore
  awareness: Awareness
  user: PresenceUser
}

/** Shows this person's cursor to the others and theirs here. Returns its undo. */
export function bindPresence({ store, awareness, user }: BindPresenceOptions): () => void {
  const own = createPresenceStateDerivation(atom('presence user', user))(store)
  let sent: unknown
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastSend = 0

  function send(): void {
    timer = undefined
    const next = sharedPresence(own.get(), user.leads === true)
    if (equalValues(next, sent)) return
    sent = next
    lastSend = performance.now()
    awareness.setLocalStateField('presence', next)
  }

  function receive({ added, updated, removed }: AwarenessChange): void {
    const put: TLInstancePresence[] = []
    const gone = removed.map(presenceId)
    const states = awareness.getStates()
    for (const client of [...added, ...updated]) {
      if (client === awareness.clientID) continue
      const record = readPresence(store, client, states.get(client))
      if (record) put.push(record)
      else gone.push(presenceId(client))
    }
    if (put.length === 0 && gone.length === 0) return
    store.mergeRemoteChanges(() => {
      store.remove(gone.filter((id) => store.has(id)))
      store.put(put)
    })
  }

  awareness.setLocalStateField('user', user)
  awareness.on('change', receive)
  receive({ added: [...awareness.getStates().keys()], updated: [], removed: [] })
  const stop = react('share presence', () => {
    own.get()
    timer ??= setTimeout(send, Math.max(0, PRESENCE_INTERVAL_MS - (performance.now() - lastSend)))
  })
  return () => {
    stop()
    clearTimeout(timer)
    awareness.off('change', receive)
  }
}

/** The people on the board besides this one, each once, in the order of their names. */
export function readPeople(awareness: Awareness, ownId: string): PresenceUser[] {
  const people = new Map<string, PresenceUser>()
  for (const state of awareness.getStates().values()) {
    const user = presenceUser.safeParse(state['user'])
    if (user.success && user.data.id !== ownId) people.set(user.data.id, user.data)
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

interface AwarenessChange {
  added: number[]
  updated: number[]
  removed: number[]
}

function presenceId(client: number): TLInstancePresence['id'] {
  return InstancePresenceRecordType.createId(String(client))
}

function sharedPresence(
  presence: TLInstancePresence | null,
  leads: boolean,
): Partial<TLInstancePresence> | null {
  if (!presence) return null
  const { id: _id, typeName: _typeName, userName: _userName, ...shared } = presence
  return {
    ...shared,
    scribbles: leads ? presence.scribbles.slice(-1).map(shortTrace) : [],
    selectedShapeIds: presence.selectedShapeIds.slice(0, MAX_SHARED_SELECTION),
  }
}

/** The end of a trace, in whole board units: the server takes 4 KB of presence per person. */
function shortTrace(scribble: TLInstancePresence['scribbles'][number]): typeof scribble {
  const points = scribble.points.slice(-MAX_TRACE_POINTS)
  return { ...scribble, points: points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y), z: 0.5 })) }
}

function readPresence(
  store: TLStore,
  client: number,
  state: Record<string, unknown> | undefined,
): TLInstancePresence | null {
  const user = presenceUser.safeParse(state?.['user'])
  const presence = state?.['presence']
  if (!user.success || typeof presence !== 'object' || presence === null) return null
  const record = {
    ...presence,
    id: presenceId(client),
    typeName: 'instance_presence',
    userId: user.data.id,
    userName: user.data.name,
    color: user.data.color,
    chatMessage: '',
    // the server says who leads: nobody else draws on the others' screens
    ...(user.data.leads ? {} : { scribbles: [] }),
  }
  try {
    // The validator checks on this line what the cast claims: it throws for anything else.
    store.schema.validateRecord(store, record as unknown as TLInstancePresence, 'updateRecord', null)
    return record as unknown as TLInstancePresence
  } catch {
    // A colleague's broken cursor is not worth a word.
    return null
  }
}
