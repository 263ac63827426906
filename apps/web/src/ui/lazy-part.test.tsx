// @vitest-environment jsdom
import { act, type ReactNode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lazyPart } from './lazy-part.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const Loaded = (): ReactNode => 'le panneau'

/** Draws a part beside words; its script comes once so many tries have failed. */
async function draw(
  failures: number,
  fault = new TypeError('Failed to fetch dynamically imported module'),
): Promise<{ text(): string | null; tries(): number }> {
  let tries = 0
  const Part = lazyPart(async () => {
    tries += 1
    if (tries <= failures) throw fault
    return { default: Loaded }
  })
  const place = document.body.appendChild(document.createElement('div'))
  await act(async () =>
    createRoot(place).render(
      <p>
        {'les mots '}
        <Suspense fallback={null}>
          <Part />
        </Suspense>
      </p>,
    ),
  )
  return { text: () => place.textContent, tries: () => tries }
}

test('a part whose script does not come takes nothing with it, and is there once the network is back', async () => {
  const drawn = await draw(1)
  expect(drawn.text()).toBe('les mots ')
  await act(async () => void window.dispatchEvent(new Event('online')))
  expect(drawn.text()).toBe('les mots le panneau')
})

test('it is asked for again by itself, less and less often', async () => {
  const drawn = await draw(3)
  for (const [ms, tries] of [
    [1_000, 2],
    [2_000, 3],
    [4_000, 4],
  ] as const) {
    await act(() => vi.advanceTimersByTimeAsync(ms))
    expect(drawn.tries()).toBe(tries)
  }
  expect(drawn.text()).toBe('les mots le panneau')
})

test('nor does one whose style does not come: it is there once its style is', async () => {
  const place = document.head.appendChild(document.createElement('link'))
  place.rel = 'stylesheet'
  place.href = '/assets/part.css'
  const links = () => [...document.head.querySelectorAll('link')]
  // what Vite says, which asks for each style once only
  const drawn = await draw(1, new Error('Unable to preload CSS for /assets/part.css'))
  expect(drawn.text()).toBe('les mots ')
  await act(async () => void window.dispatchEvent(new Event('online')))
  expect(links().map(({ href }) => new URL(href).pathname)).toEqual(['/assets/part.css', '/assets/part.css'])
  await act(async () => void links()[1]?.dispatchEvent(new Event('error')))
  expect([drawn.text(), links().length]).toEqual(['les mots ', 1])
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(drawn.tries()).toBe(1)
  await act(async () => void links()[1]?.dispatchEvent(new Event('load')))
  expect(drawn.text()).toBe('les mots le panneau')
  place.remove()
})
