// @vitest-environment jsdom
import { boardRoot } from '@tablee/board/content'
import { plainTextOf, setItemText, type Writer } from '@tablee/board/edit'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { shareText, textOf } from './shared-text.ts'

/** Two people with one note, and a field of the first. */
function open(first: string) {
  const doc = new Y.Doc()
  const map = new Y.Map<unknown>()
  const fragment = new Y.XmlFragment()
  const paragraph = new Y.XmlElement('paragraph')
  if (first !== '') paragraph.insert(0, [new Y.XmlText(first)])
  fragment.insert(0, [paragraph])
  map.set('b', { id: 'shape:a', typeName: 'shape', type: 'note', props: {}, meta: {} })
  map.set('rt', fragment)
  boardRoot(doc).set('shape:a', map)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const writer: Writer = { doc, by: 'anna', role: 'writer' }
  const theirs: Writer = { doc: other, by: 'ben', role: 'writer' }
  const field = document.createElement('textarea')
  document.body.append(field)
  const text = textOf(doc, 'shape:a')
  if (!text) throw new Error('the note has a text')
  const stop = shareText({
    field,
    fragment: text,
    save: (value, base) => setItemText(writer, 'shape:a', value, { base }),
  })
  const exchange = () => {
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  }
  const type = (value: string, caret = value.length) => {
    field.value = value
    field.setSelectionRange(caret, caret)
    field.dispatchEvent(new Event('input'))
  }
  return { field, stop, type, exchange, text, theirs }
}

test('what is typed is written, and what another types appears without moving the cursor', () => {
  const { field, type, exchange, text, theirs } = open('le chat')
  field.focus()
  type('le gros chat', 7)
  expect(plainTextOf(text)).toBe('le gros chat')
  exchange()
  setItemText(theirs, 'shape:a', 'Voici le gros chat')
  exchange()
  setItemText(theirs, 'shape:a', 'Voici le gros chat noir')
  exchange()
  expect(field.value).toBe('Voici le gros chat noir')
  expect(field.selectionStart).toBe('Voici '.length + 7)
})

test('a word that is being composed is left alone, and both keep their words', () => {
  const { field, type, exchange, text, theirs } = open('chat')
  field.dispatchEvent(new Event('compositionstart'))
  type('chat n')
  setItemText(theirs, 'shape:a', 'le chat')
  exchange()
  expect(field.value).toBe('chat n')
  type('chat noir')
  expect(plainTextOf(text)).toBe('le chat noir')
  expect(field.value).toBe('chat noir')
  field.dispatchEvent(new Event('compositionend'))
  expect(field.value).toBe('le chat noir')
})

test('after its end the field is only a field', () => {
  const { stop, type, text } = open('chat')
  stop()
  type('chien')
  expect(plainTextOf(text)).toBe('chat')
})
