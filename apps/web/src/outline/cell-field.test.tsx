// @vitest-environment jsdom
import { encodeRecord, type Method } from '@tablee/board'
import { boardRoot, METHOD_KEY, metaRoot, watchContent } from '@tablee/board/content'
import { addItem, ownUndo, setCell, type Writer } from '@tablee/board/edit'
import { zoneRecord } from '@tablee/board/testing'
import { connectRoom } from '@tablee/sync/client'
import i18next from 'i18next'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import canvas from '../locales/fr/canvas.json' with { type: 'json' }
import outline from '../locales/fr/outline.json' with { type: 'json' }
import { keepWords } from '../script/kept-words.ts'
import { CellField } from './CellField.tsx'
import { GridEditor } from './GridEditor.tsx'
import { LiveContext, type LivePage, useContent } from './live-context.ts'

const text = (word: string) => ({ fr: word, nl: word, en: word })
const COLUMNS = [
  { id: 'need', label: text('Besoin'), type: 'text' },
  { id: 'why', label: text('Pourquoi'), type: 'text' },
  { id: 'when', label: text('Quand'), type: 'date' },
  { id: 'force', label: text('Force'), type: 'score', scale: { min: 0, max: 3 } },
] as const
const METHOD: Method = {
  id: 'test',
  version: '1.0.0',
  family: 'needs',
  title: text('test'),
  purpose: text('to test'),
  steps: [],
  sets: [],
  zones: [
    {
      id: 'rows',
      label: text('Lignes'),
      prompt: text(''),
      kind: 'row',
      options: { cols: [...COLUMNS] },
      feeds: null,
    },
  ],
}

let root: Root
let page: HTMLElement
let live: LivePage['live']
let itemId = ''
let stop: () => void
/** Somebody else at the same document. */
let other: Writer

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await i18next.use(initReactI18next).init({ lng: 'fr', resources: { fr: { outline, canvas } } })
})
beforeEach(() => {
  const doc = new Y.Doc()
  const zone = zoneRecord('rows', { x: 0, y: 0, w: 936, h: 600 })
  const sheet = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  for (const record of [sheet, zone]) boardRoot(doc).set(record.id, encodeRecord(record))
  metaRoot(doc).set(METHOD_KEY, METHOD)
  const watched = watchContent(doc, {
    lang: 'fr',
    nextFrame: (run) => {
      const timer = setTimeout(() => act(run))
      return () => clearTimeout(timer)
    },
  })
  const writer: Writer = { doc, by: 'anna', role: 'writer', records: watched.records }
  other = { doc, by: 'ben', role: 'writer' }
  const client = connectRoom({ url: 'ws://127.0.0.1:9', room: 'none', doc, offline: false })
  const undo = ownUndo(writer)
  const words = keepWords(doc)
  live = { doc, client, watched, writer, undo, words, lang: 'fr' }
  stop = () => {
    watched.stop()
    undo.stop()
    words.stop()
    client.destroy()
  }
  itemId = addItem(writer, { zoneId: 'rows', text: 'voir le plan' }) ?? ''
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() => root.render(<Page columnId={null} />))
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  stop()
})

function Page({ columnId }: { columnId: string | null }): ReactNode {
  const value: LivePage = {
    live,
    boardId: 'board',
    rights: [],
    threads: null,
    comments: null,
    step: null,
    writePrivately: () => undefined,
    announce: () => undefined,
  }
  return <LiveContext value={value}>{columnId && <Cell columnId={columnId} />}</LiveContext>
}

function Cell({ columnId }: { columnId: string }): ReactNode {
  const part = useContent()?.zones[0]
  const column = COLUMNS.find(({ id }) => id === columnId)
  const item = part?.items[0]
  if (part && item && columnId === 'text')
    return (
      <GridEditor
        row={{ item, zone: part }}
        zones={[part]}
        column={{ kind: 'text', id: 'text', label: 'Note' }}
        method={METHOD}
        onDone={() => undefined}
      />
    )
  if (!part || !column || !item) return null
  return (
    <CellField
      itemId={item.id}
      zone={part.zone}
      column={column}
      cell={item.cells[column.id]}
      method={METHOD}
      isMissing={false}
      readOnly={false}
    />
  )
}

const show = (columnId: string | null) => act(() => root.render(<Page columnId={columnId} />))
/** What the board says now. */
const cellOf = (columnId: string) => live.watched.content()?.zones[0]?.items[0]?.cells[columnId]
/** Waits until the page shows what is on the board. */
const drawn = () => act(() => new Promise((resolve) => setTimeout(resolve, 1)))
const field = () => {
  const found = page.querySelector('textarea')
  if (!found) throw new Error('no field')
  return found
}
function type(words: string): void {
  act(() => field().focus())
  act(() => {
    // as React's own tests write in a field that it keeps
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), words)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

test('what is being typed in a cell is kept when its row is drawn somewhere else meanwhile', () => {
  show('why')
  type('la nuit')
  expect(cellOf('why')).toEqual({ kind: 'empty' })
  show(null)
  expect(cellOf('why')).toEqual({ kind: 'text', text: 'la nuit' })
})

test.each([
  ['why', () => cellOf('why'), { kind: 'text', text: 'la nuit' }],
  ['text', () => live.watched.content()?.zones[0]?.items[0]?.text, 'la nuit'],
])(
  'what is being typed (%s) is kept when the page closes or goes to the back, once',
  (columnId, told, wanted) => {
    show(columnId)
    type('la nuit')
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    Reflect.deleteProperty(document, 'visibilityState')
    expect(told()).toEqual(wanted)
    window.dispatchEvent(new Event('pagehide'))
    show(null)
    expect(told()).toEqual(wanted)
  },
)

test('what was given up with Escape is not kept at the end', () => {
  show('why')
  type('la nuit')
  act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  show(null)
  expect(cellOf('why')).toEqual({ kind: 'empty' })
})

test('who comes back to her cell before it was drawn anew changes her own words', () => {
  show('why')
  type('la nuit')
  act(() => field().blur())
  type('le jour')
  act(() => field().blur())
  expect(cellOf('why')).toEqual({ kind: 'text', text: 'le jour' })
})

test('words that somebody else put there before the typing began were seen, and are replaced', async () => {
  show('why')
  act(() => field().focus())
  setCell(other, { itemId, columnId: 'why' }, 'le bruit')
  await drawn()
  expect(field().value).toBe('le bruit')
  type('la nuit')
  act(() => field().blur())
  expect(cellOf('why')).toEqual({ kind: 'text', text: 'la nuit' })
})

test('a date is selected for whoever comes to it, and gone on with by whoever comes back to the window', async () => {
  setCell(other, { itemId, columnId: 'when' }, '2027-03')
  show('when')
  await drawn()
  const date = page.querySelector('input')
  if (!date) throw new Error('no field')
  const selected = () => date.value.slice(date.selectionStart ?? 0, date.selectionEnd ?? 0)
  act(() => date.focus())
  expect(selected()).toBe('mars 2027')
  date.setSelectionRange(4, 4)
  // what a browser says when its window is left and found again: the page's own field stays the same
  act(() => void date.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  act(() => void date.dispatchEvent(new FocusEvent('focusin', { bubbles: true })))
  expect([selected(), date.selectionStart]).toEqual(['', 4])
  act(() => date.blur())
  act(() => date.focus())
  expect(selected()).toBe('mars 2027')
})

test('a point is taken also where a click gives no focus, and one that another chose meanwhile is chosen anew', async () => {
  setCell(other, { itemId, columnId: 'force' }, 2)
  show('force')
  await drawn()
  const points = () => [...page.querySelectorAll<HTMLInputElement>('input[type=radio]')]
  const button = () => page.querySelector('button')
  act(() => button()?.click())
  expect(cellOf('force')).toEqual({ kind: 'empty' })
  await drawn()
  // its place is kept
  expect(button()?.disabled).toBe(true)
  act(() => points()[3]?.click())
  await drawn()
  setCell(other, { itemId, columnId: 'force' }, 1)
  await drawn()
  expect(points()[1]?.checked).toBe(true)
  act(() => points()[3]?.click())
  expect(cellOf('force')).toEqual({ kind: 'number', value: 3 })
})
