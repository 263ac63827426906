// @vitest-environment jsdom
import type { RoomClientState } from '@tablee/sync/client'
import { expect, onTestFinished, test } from 'vitest'
import { endWhenKept, holdPage } from './hold-page.ts'

/** A connection whose state the test sets. */
function connection() {
  let state: RoomClientState = { connection: 'online', synced: true, saved: 'saved', kept: false }
  const listeners = new Set<(state: RoomClientState) => void>()
  const client = {
    state: () => state,
    subscribe: (listener: (state: RoomClientState) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const become = (change: Partial<RoomClientState>) => {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener(state)
  }
  return { client, become, listeners }
}

/** Whether the browser would ask before it leaves this page. */
function isHeld(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(leaving)
  return leaving.defaultPrevented
}

test('the page asks before it is left exactly while it has words that nothing else keeps', () => {
  const { client, become } = connection()
  const stop = holdPage(client)
  onTestFinished(stop)
  expect(isHeld()).toBe(false)
  become({ connection: 'offline', saved: 'pending' })
  expect(isHeld()).toBe(true)
  become({ kept: true })
  expect(isHeld()).toBe(false)
  become({ kept: false })
  expect(isHeld()).toBe(true)
  become({ connection: 'online', saved: 'saved' })
  expect(isHeld()).toBe(false)
  become({ saved: 'failed' })
  expect(isHeld()).toBe(true)
  stop()
  expect(isHeld()).toBe(false)
})

test('who goes on to another page of the site leaves her connection only once her words are kept', () => {
  const { client, become, listeners } = connection()
  let ended = 0
  const end = () => {
    ended += 1
  }
  become({ saved: 'pending' })
  endWhenKept(client, end)
  expect(ended).toBe(0)
  become({ synced: false })
  expect(ended).toBe(0)
  become({ saved: 'saved' })
  become({ saved: 'pending' })
  expect(ended).toBe(1)
  expect(listeners.size).toBe(0)
  become({ saved: 'saved' })
  endWhenKept(client, end)
  expect(ended).toBe(2)
})

test('a connection that is closed for good is not waited for', () => {
  const { client, become } = connection()
  let ended = 0
  become({ saved: 'failed', connection: 'closed' })
  endWhenKept(client, () => {
    ended += 1
  })
  expect(ended).toBe(1)
})
