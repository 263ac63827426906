// @vitest-environment jsdom
import type { BoardAuthor, BoardRecord, Method } from '@tablee/board'
import { arrowRecord } from '@tablee/board/testing'
import type { TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { tableMethod } from '../testing/table-method.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const ARROW = 'shape:arrow' as TLShapeId

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

/** A board with one arrow, on which these words are kept with this term. */
function mount(text: string, term: string, locale: string): BoardEditor {
  const label = { fr: 'Même besoin', nl: 'Zelfde behoefte', en: 'Same need' }
  const method: Method = { ...tableMethod(), sets: [{ id: 'near', terms: [{ id: 'same', label }] }] }
  const arrow = arrowRecord(ARROW, 'ana')
  const record: BoardRecord = {
    ...arrow,
    props: { ...arrow.props, text },
    meta: { ...arrow.meta, link: 'converge', c_label: term },
  }
  open = openEditor(ANA, [record], method)
  open.editor.user.updateUserPreferences({ locale })
  return open
}

/** What this reader sees and hears on the arrow. */
function toldBy({ editor }: BoardEditor): string | undefined {
  const shape = editor.getShape(ARROW)
  return shape && editor.getShapeUtil(shape).getText(shape)
}

test.each([
  ['nl', 'Zelfde behoefte'],
  ['en', 'Same need'],
])('an arrow that somebody labelled in French says its term to a reader in %s', (locale, told) => {
  const board = mount('Même besoin', 'same', locale)
  expect(toldBy(board)).toBe(told)
  expect(board.editor.getShape(ARROW)?.props).toMatchObject({ text: 'Même besoin' })
})

test('own words on an arrow stay what they are, and so does a term that no list has any more', () => {
  expect(toldBy(mount('presque le même', 'same', 'nl'))).toBe('presque le même')
  open?.close()
  expect(toldBy(mount('Autre chose', 'gone', 'nl'))).toBe('Autre chose')
})
