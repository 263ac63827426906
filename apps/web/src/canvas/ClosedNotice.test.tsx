// @vitest-environment jsdom

import { buildBoardDoc } from '@tablee/board'
import { addItem } from '@tablee/board/edit'
import { zoneRecord } from '@tablee/board/testing'
import type { CloseReason } from '@tablee/sync/close-codes'
import i18next from 'i18next'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import words from '../locales/fr/canvas.json' with { type: 'json' }
import { ClosedNotice } from './ClosedNotice.tsx'
import { tableMethod } from './testing/table-method.ts'

const UNSAVED = new Uint8Array([1, 2, 3])

let root: Root
let page: HTMLElement
const saved: Blob[] = []

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await i18next
    .use(initReactI18next)
    .init({ lng: 'fr', ns: ['canvas'], resources: { fr: { canvas: words } } })
})
beforeEach(() => {
  saved.length = 0
  // jsdom keeps no files
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => undefined,
    }),
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function show(reason: CloseReason, unsaved: Uint8Array | null, { kept = true } = {}) {
  act(() =>
    root.render(
      <ClosedNotice
        reason={reason}
        unsaved={unsaved}
        kept={kept}
        boardId="b1"
        actorId="anna"
        backHref="/tableaux"
      />,
    ),
  )
}
/** jsdom's blobs have no `text`. */
const readText = (file: Blob | undefined) =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.readAsText(file ?? new Blob())
  })
const button = (name: string) => [...page.querySelectorAll('button')].find((one) => one.textContent === name)
const text = () => page.textContent ?? ''

test('who has an older page and unsaved words downloads them, or reloads: the copy stays on her device', () => {
  show('schema_mismatch', UNSAVED)
  expect(text()).toContain(words.closed.schema_mismatch.title)
  expect(text()).toContain(words.closed.unsaved)
  expect(text()).not.toContain(words.closed.safe)
  expect(button(words.closed.reload)?.disabled).toBe(false)
  act(() => button(words.closed.export)?.click())
  expect(saved.map(({ size }) => size)).toEqual([UNSAVED.length])
})

test('where the reload throws the copy away, it waits for the download', () => {
  show('room_full', UNSAVED)
  expect(text()).toContain(words.closed.room_full.title)
  expect(text()).toContain(words.closed.spent)
  expect(button(words.closed.reload)?.disabled).toBe(true)
  act(() => button(words.closed.export)?.click())
  expect(saved).toHaveLength(1)
  expect(button(words.closed.reload)?.disabled).toBe(false)
})

test('what she downloads is a text with her words, which opens anywhere; the whole copy is there for who can use it', async () => {
  const doc = buildBoardDoc([zoneRecord('families', { x: 0, y: 0, w: 900, h: 900 })], {
    template: 'm',
    version: '1.0.0',
    method: tableMethod(),
  })
  addItem({ doc, by: 'anna', role: 'writer' }, { zoneId: 'families', text: 'ma note' })
  const update = Y.encodeStateAsUpdate(doc)
  show('room_full', update)
  act(() => button(words.closed.export)?.click())
  const [file] = saved
  expect(file?.type).toContain('text/plain')
  expect(await readText(file)).toContain(`## ${words.closed.file.own}\n\n### families\n- ma note\n`)
  act(() => button(words.closed.whole)?.click())
  expect(saved.at(-1)?.size).toBe(update.length)
})

test('where this device keeps no copy the reload waits for the download, and the page asks before it is left', () => {
  show('schema_mismatch', UNSAVED, { kept: false })
  expect(text()).toContain(words.closed.spent)
  expect(button(words.closed.reload)?.disabled).toBe(true)
  const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(leave()).toBe(true)
  act(() => button(words.closed.export)?.click())
  expect(leave()).toBe(false)
  expect(button(words.closed.reload)?.disabled).toBe(false)
})

test('a copy of a board that was replaced is offered before the reload throws it away', () => {
  show('epoch_mismatch', UNSAVED)
  expect(text()).toContain(words.closed.replaced)
  expect(button(words.closed.reload)?.disabled).toBe(true)
})

test('who has nothing unsaved is told that all is safe, and has nothing to download', () => {
  show('schema_mismatch', null)
  expect(text()).toContain(words.closed.safe)
  expect(button(words.closed.export)).toBeUndefined()
  expect(button(words.closed.reload)?.className).toContain('board-button--main')
})

test('who was sent out can only go back, and takes her words along', () => {
  show('sent_out', UNSAVED)
  expect(button(words.closed.reload)).toBeUndefined()
  expect(button(words.closed.export)).toBeDefined()
  expect(page.querySelector('a')?.getAttribute('href')).toBe('/tableaux')
})

test('a reason without sentences of its own has the general ones', () => {
  show('malformed', null)
  expect(text()).toContain(words.closed.other.title)
})
