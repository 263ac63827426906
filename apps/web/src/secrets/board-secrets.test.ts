import { boardRoot, TEXT_KEY } from '@tablee/board/content'
import { plainTextOf, type Writer } from '@tablee/board/edit'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { watchBoardSecrets } from './board-secrets.ts'
import { followOwnWriting } from './own-writing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function openBoard() {
  const doc = new Y.Doc()
  const writer: Writer = { doc, by: 'nadia', role: 'writer' }
  const writing = followOwnWriting(doc)
  const secrets = watchBoardSecrets(writer, writing)
  const put = (id: string, text: string, meta: Record<string, string> = {}) => {
    const note = new Y.Map<unknown>()
    boardRoot(doc).set(id, note)
    const fragment = new Y.XmlFragment()
    note.set(TEXT_KEY, fragment)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(text)])
    fragment.insert(0, [paragraph])
    for (const [key, value] of Object.entries(meta)) note.set(key, value)
  }
  const textOf = (id: string) => {
    const fragment = boardRoot(doc).get(id)?.get(TEXT_KEY)
    return fragment instanceof Y.XmlFragment ? plainTextOf(fragment) : null
  }
  return { doc, secrets, put, textOf }
}

test('R58 what is written here is looked at after a pause, in texts and in cells', () => {
  const { secrets, put } = openBoard()
  put('shape:a', 'mdp Quai2022!')
  expect(secrets.list()).toEqual([])
  vi.advanceTimersByTime(600)
  expect(secrets.list()).toMatchObject([
    { recordId: 'shape:a', columnId: null, kind: 'secret', text: 'Quai2022!' },
  ])
  put('shape:b', 'Nadia', { 'm.c_remark': 'NISS 85.07.30-033.28' })
  vi.advanceTimersByTime(600)
  expect(secrets.list()[1]).toMatchObject({
    recordId: 'shape:b',
    columnId: 'remark',
    kind: 'national_number',
  })
})

test('R58 what somebody else writes is hers to be told', () => {
  const here = openBoard()
  const there = openBoard()
  there.put('shape:a', 'mdp Quai2022!')
  Y.applyUpdate(here.doc, Y.encodeStateAsUpdate(there.doc))
  vi.advanceTimersByTime(600)
  expect(here.secrets.list()).toEqual([])
})

test('R58 what is meant is not said again in the same note, and what is erased is gone', () => {
  const { secrets, put, textOf } = openBoard()
  put('shape:a', 'mdp Quai2022! pour tous')
  vi.advanceTimersByTime(600)
  const [first] = secrets.list()
  if (first === undefined) throw new Error('nothing was found')
  secrets.allow(first)
  expect(secrets.list()).toEqual([])
  put('shape:b', 'mdp Quai2022! pour tous')
  vi.advanceTimersByTime(600)
  const [second] = secrets.list()
  if (second === undefined) throw new Error('nothing was found')
  secrets.erase(second)
  expect(textOf('shape:b')).toBe('mdp pour tous')
  expect(secrets.list()).toEqual([])
})
