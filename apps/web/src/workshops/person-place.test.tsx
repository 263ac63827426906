// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import type { WorkshopPerson } from '@tablee/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import common from '../locales/fr/common.json' with { type: 'json' }
import words from '../locales/fr/workshops.json' with { type: 'json' }
import { PersonPlace, PersonPlaces } from './PersonPlace.tsx'

const NADIA: WorkshopPerson & { id: string } = {
  id: 'nadia',
  name: 'Nadia',
  role: 'participant',
  guest: true,
  organisation: null,
  organisationId: null,
  said: null,
}

let root: Root
let page: HTMLElement
const sent: unknown[] = []

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await i18next
    .use(initReactI18next)
    .init({ lng: 'fr', defaultNS: 'common', resources: { fr: { common, workshops: words } } })
})
beforeEach(() => {
  sent.length = 0
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('fetch', async (_: unknown, { body }: { body: string }) => {
    sent.push(JSON.parse(body))
    return new Response('{}', { status: 500 })
  })
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(async () => {
  await act(async () => root.unmount())
  page.remove()
  vi.unstubAllGlobals()
})

/** The session as it stands: Nadia in one of two groups, or waiting. */
function show(where: 'blue' | 'green' | null) {
  const at = (boardId: string) => (where === boardId ? [NADIA] : [])
  const groups = ['blue', 'green'].map((boardId) => ({
    boardId,
    name: boardId,
    title: boardId,
    organisations: [{ id: `of-${boardId}`, name: `Organisation ${boardId}` }],
    people: at(boardId),
  }))
  const workshop = {
    id: 'session',
    groups,
    waiting: { organisations: [], people: where === null ? [NADIA] : [] },
    may: { manage: true, run: true, collate: true },
  }
  return act(async () =>
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={new QueryClient()}>
          <PersonPlaces workshop={workshop}>
            {[...groups, { boardId: null, people: workshop.waiting.people }].map(({ boardId, people }) => (
              <ul key={boardId}>
                {people.map((person) => (
                  <li key={person.id}>
                    <PersonPlace person={person} boardId={boardId} />
                  </li>
                ))}
              </ul>
            ))}
          </PersonPlaces>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  )
}

const row = () => page.querySelector('li button')
const lists = () => [...document.querySelectorAll<HTMLSelectElement>('[role=dialog] select')]
const choose = (list: HTMLSelectElement | undefined, value: string) =>
  act(async () => {
    if (!list) throw new Error('the list is not there')
    list.value = value
    list.dispatchEvent(new Event('change', { bubbles: true }))
  })
const press = (button: Element | null | undefined) =>
  act(async () => {
    if (!(button instanceof HTMLElement)) throw new Error('the button is not there')
    button.click()
  })
const save = () =>
  press(
    [...document.querySelectorAll('[role=dialog] button')].find((one) => one.textContent === 'Enregistrer'),
  )

test('the place of a guest can still be said when somebody else moves her row meanwhile', async () => {
  await show('blue')
  await press(row())
  await choose(lists()[0], 'of-green')
  await show(null)
  expect(lists().map(({ value }) => value)).toEqual(['of-green', 'green'])
  await save()
  expect(sent).toEqual([{ boardId: 'green', organisationId: 'of-green' }])
})

test('what was not chosen follows: saying where she comes from does not take her back to where she was', async () => {
  await show('blue')
  await press(row())
  expect(lists().map(({ value }) => value)).toEqual(['', 'blue'])
  await show('green')
  expect(lists().map(({ value }) => value)).toEqual(['', 'green'])
  await save()
  expect(sent).toEqual([{ boardId: 'green' }])
})
