// @vitest-environment jsdom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { useDraft } from './use-draft.ts'

let root: Root
let page: HTMLElement
/** In the order in which it was done. */
let told: string[] = []

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
beforeEach(() => {
  told = []
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() => root.render(<Field />))
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

function Field(): ReactNode {
  const draft = useDraft('', (text) => void told.push(text))
  return <button type="button" aria-label={draft.value} onClick={() => draft.type('la nuit')} />
}

const type = () => act(() => page.querySelector('button')?.click())

test('what is being typed beside the board is kept when the page closes, before the board writes what it has', () => {
  const flush = () => void told.push('written')
  window.addEventListener('pagehide', flush)
  type()
  act(() => void window.dispatchEvent(new Event('pagehide')))
  window.removeEventListener('pagehide', flush)
  expect(told).toEqual(['la nuit', 'written'])
})

test('and when its field goes, once', () => {
  type()
  act(() => root.render(null))
  act(() => void window.dispatchEvent(new Event('pagehide')))
  expect(told).toEqual(['la nuit'])
})
