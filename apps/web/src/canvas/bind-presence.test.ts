// @vitest-environment jsdom
import { createBoardSchema } from '@tablee/board'
import {
  createTLStore,
  PageRecordType,
  TLINSTANCE_ID,
  type TLInstancePresence,
  TLPOINTER_ID,
  type TLScribble,
  type TLStore,
} from 'tldraw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { bindPresence, type PresenceUser, readPeople } from './bind-presence.ts'

const ANA: PresenceUser = { id: 'ana', name: 'Ana', color: '#2f5f9e' }
const BILAL: PresenceUser = { id: 'bilal', name: 'Bilal', color: '#b8591b' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function person(user: PresenceUser) {
  const awareness = new Awareness(new Y.Doc())
  const store = createTLStore({ schema: createBoardSchema() })
  const page = PageRecordType.create({ id: PageRecordType.createId('page'), name: '', index: FIRST_INDEX })
  // As when a board arrives: the store then makes its camera and pointer.
  store.mergeRemoteChanges(() => store.put([page]))
  const stop = bindPresence({ store, awareness, user })
  return { awareness, store, stop }
}

// The brand of indices exists in types only.
const FIRST_INDEX = 'a1' as Parameters<typeof PageRecordType.create>[0]['index']

function point(store: TLStore, x: number): void {
  store.update(TLPOINTER_ID, (pointer) => ({ ...pointer, x }))
}

function presences(store: TLStore): TLInstancePresence[] {
  return store.allRecords().filter((record) => record.typeName === 'instance_presence')
}

function deliver(from: Awareness, to: Awareness): void {
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'network')
}

test('a person’s cursor appears on the others’ boards under the name that the room gives', () => {
  const a = person(ANA)
  const b = person(BILAL)
  point(a.store, 42)
  vi.advanceTimersByTime(200)
  a.awareness.setLocalStateField('user', { ...ANA, name: 'Ana (vérifiée)' })
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)).toMatchObject([{ userId: 'ana', userName: 'Ana (vérifiée)', cursor: { x: 42 } }])
  expect(presences(a.store)).toEqual([])
})

test('a cursor is sent at most ten times a second, and only when it moved', () => {
  const { awareness, store } = person(ANA)
  vi.advanceTimersByTime(1000)
  let sent = 0
  awareness.on('update', () => {
    sent += 1
  })
  for (let at = 0; at < 1000; at += 10) {
    point(store, at)
    vi.advanceTimersByTime(10)
  }
  expect(sent).toBeGreaterThan(5)
  expect(sent).toBeLessThanOrEqual(11)
  vi.advanceTimersByTime(200)
  sent = 0
  vi.advanceTimersByTime(2000)
  expect(sent).toBe(0)
})

test('a cursor goes when its person goes, and a broken one never comes', () => {
  const a = person(ANA)
  const b = person(BILAL)
  vi.advanceTimersByTime(200)
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)).toHaveLength(1)
  a.awareness.setLocalStateField('presence', { cursor: 'nowhere' })
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)).toEqual([])
  a.awareness.setLocalState(null)
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)).toEqual([])
})

const TRACE: TLScribble = {
  id: 'trace',
  points: [{ x: 1, y: 2, z: 0.5 }],
  size: 4,
  color: 'laser',
  opacity: 0.7,
  state: 'active',
  delay: 0,
  shrink: 0.05,
  taper: true,
}

test.each([
  ['who leads', { ...ANA, leads: true }, 1],
  ['who takes part', ANA, 0],
] as const)('A10 of the laser of %s the others see what the room lets them', (_, user, count) => {
  const a = person(user)
  const b = person(BILAL)
  a.store.update(TLINSTANCE_ID, (instance) => ({ ...instance, scribbles: [TRACE] }))
  vi.advanceTimersByTime(200)
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)[0]?.scribbles).toHaveLength(count)
  // also from a page that was changed: the room says who leads
  a.awareness.setLocalStateField('presence', {
    ...a.awareness.getLocalState()?.['presence'],
    scribbles: [TRACE],
  })
  deliver(a.awareness, b.awareness)
  expect(presences(b.store)[0]?.scribbles).toHaveLength(count)
})

test('somebody with two tabs is one person', () => {
  const { awareness } = person(BILAL)
  for (const _tab of [1, 2]) deliver(person(ANA).awareness, awareness)
  expect(readPeople(awareness, BILAL.id)).toEqual([ANA])
})
