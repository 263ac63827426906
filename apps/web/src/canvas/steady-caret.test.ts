// @vitest-environment jsdom
import { Editor as TextEditor } from '@tiptap/core'
import { tipTapDefaultExtensions } from 'tldraw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SteadyCaret } from './steady-caret.ts'

const undo: (() => void)[] = []
// files share their page: no field of another has the focus
beforeEach(() => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
})
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step()
})

/** A text that opens as tldraw opens it: `placed` says where it was clicked, or that all of it is selected. */
async function openText({ placed }: { placed?: number | 'all' } = {}) {
  const element = document.body.appendChild(document.createElement('div'))
  const text = new TextEditor({
    element,
    extensions: [...tipTapDefaultExtensions, SteadyCaret],
    content: '<p>un deux</p>',
    autofocus: true,
    onCreate: () => {
      if (placed === 'all') text.chain().focus().selectAll().run()
      else if (placed !== undefined) text.chain().focus().setTextSelection(placed).run()
    },
  })
  undo.push(
    () => element.remove(),
    () => text.destroy(),
  )
  await vi.waitFor(() => expect(document.activeElement).toBe(text.view.dom))
  return text
}

const caretOf = ({ state }: TextEditor) => [state.selection.from, state.selection.to]
const END = 8

test('the caret stands at the end of a text that opens', async () => {
  expect(caretOf(await openText())).toEqual([END, END])
})

test('or there where the text was clicked, be it before its first letter', async () => {
  expect(caretOf(await openText({ placed: 4 }))).toEqual([4, 4])
  expect(caretOf(await openText({ placed: 1 }))).toEqual([1, 1])
})

test('nothing is selected: the next letter would take everybody’s text away', async () => {
  expect(caretOf(await openText({ placed: 'all' }))).toEqual([END, END])
})

test('the canvas, which comes back after a tenth of a second, leaves the caret where the person put it', async () => {
  const text = await openText()
  text.commands.setTextSelection(3)
  text.commands.focus('end')
  expect(caretOf(text)).toEqual([3, 3])
  // a button beside the text may still do so later
  text.commands.focus('end')
  expect(caretOf(text)).toEqual([END, END])
})

test('and does not take her out of another field', async () => {
  const text = await openText()
  const field = document.body.appendChild(document.createElement('input'))
  undo.push(() => field.remove())
  field.focus()
  text.commands.focus('end')
  await new Promise(requestAnimationFrame)
  expect(document.activeElement).toBe(field)
})
