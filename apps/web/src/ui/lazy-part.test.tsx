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
async function draw(failures: number): Promise<{ text(): string | null; tries(): number }> {
  let tries = 0
  const Part = lazyPart(async () => {
    tries += 1
    if (tries <= failures) throw new TypeError('Failed to fetch dynamically imported module')
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
