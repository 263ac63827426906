// @vitest-environment jsdom
import i18next from 'i18next'
import { act, type ReactElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import words from '../locales/fr/ballots.json' with { type: 'json' }
import { BallotBar } from './BallotBar.tsx'
import { ChoiceVote } from './ChoiceVote.tsx'
import { DotControl } from './DotControl.tsx'
import { ScoreSheet } from './ScoreSheet.tsx'
import { type OwnBallotHandle, useOwnBallot } from './use-own-ballot.ts'

let root: Root
let page: HTMLElement
const given: [string, number | null][] = []
const chosen: string[] = []

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await i18next.use(initReactI18next).init({ lng: 'fr', resources: { fr: { ballots: words } } })
})
beforeEach(() => {
  given.length = 0
  chosen.length = 0
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = (element: ReactElement) => act(() => root.render(element))
const button = (name: string | RegExp) => {
  const found = [...page.querySelectorAll('button')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent ?? '').match(name),
  )
  if (!found) throw new Error(`no button ${name}`)
  return found
}

function handle(over: Partial<OwnBallotHandle> = {}): OwnBallotHandle {
  return {
    ballot: {
      id: 'ballot-1',
      zoneId: 'needs',
      zoneIds: ['needs'],
      kind: 'dots',
      state: 'open',
      voter: 'person',
      budget: 3,
      perItem: null,
      scale: null,
    },
    votes: {},
    left: 3,
    saving: 'saved',
    problem: null,
    give: (key, value) => given.push([key, value]),
    choose: (key) => chosen.push(key),
    retry: () => undefined,
    ...over,
  }
}

test('a dot is given and taken back; with none left the button says why and does nothing', () => {
  show(<DotControl own={handle({ votes: { a: 1 }, left: 2 })} itemId="a" title="Voir le plan" />)
  act(() => button('Donner').click())
  act(() => button('Retirer').click())
  expect(given).toEqual([
    ['a', 2],
    ['a', 0],
  ])
  show(<DotControl own={handle({ votes: { a: 3 }, left: 0 })} itemId="a" title="Voir le plan" />)
  expect(button('Donner').title).toContain('Vous avez placé tous vos points')
  act(() => button('Donner').click())
  expect(given).toHaveLength(2)
})

test('one answer of a few is chosen', () => {
  const answers = ['oui', 'non'].map((key) => ({ key, label: key, group: null }))
  show(<ChoiceVote own={handle({ votes: { oui: 1 } })} question="Sans ce subside ?" answers={answers} />)
  const radios = [...page.querySelectorAll('input')]
  expect(radios.map(({ checked }) => checked)).toEqual([true, false])
  act(() => radios[1]?.click())
  expect(chosen).toEqual(['non'])
})

test('every line has a scale, under the heading that it belongs to', () => {
  const { ballot } = handle()
  const own = handle({
    ballot: ballot && { ...ballot, kind: 'scores', budget: null, scale: { min: 0, max: 4 } },
    votes: { 'a×x': 4 },
    left: null,
  })
  const lines = ['a×x', 'a×y', 'b×x'].map((key) => ({
    key,
    label: `critère ${key.slice(2)}`,
    group: `candidat ${key.slice(0, 1)}`,
  }))
  show(<ScoreSheet own={own} lines={lines} />)
  expect([...page.querySelectorAll('h4')].map(({ textContent }) => textContent)).toEqual([
    'candidat a',
    'candidat b',
  ])
  expect(page.querySelectorAll('fieldset')).toHaveLength(3)
  expect(page.querySelector('[role=status]')?.textContent).toBe('1 ligne cotée sur 3')
  act(() => page.querySelectorAll('fieldset')[1]?.querySelectorAll('input')[0]?.click())
  act(() => button('Effacer').click())
  expect(given).toEqual([
    ['a×y', 0],
    ['a×x', null],
  ])
})

test('the bar says what is left, and only who leads the workshop opens and closes', () => {
  const open = { id: 'ballot-1', kind: 'dots', budget: 3, perItem: null } as const
  const bar = { boardId: 'board-1', zoneId: 'needs', kind: 'dots', result: null } as const
  show(<BallotBar {...bar} ballot={open} mayRun={false} own={handle({ left: 2, votes: { a: 1 } })} />)
  expect(page.textContent).toBe('Vote ouvert. Il vous reste 2 points sur 3. Enregistré.')
  expect(page.querySelectorAll('button')).toHaveLength(0)
  show(<BallotBar {...bar} ballot={open} mayRun own={null} />)
  act(() => button('Clore le vote').click())
  expect(page.textContent).toContain('Clore pour tout le monde')
  act(() => button('Annuler').click())
  expect(page.textContent).not.toContain('Clore pour tout le monde')
  show(
    <BallotBar
      {...bar}
      ballot={null}
      mayRun={false}
      result={{ kind: 'dots', voters: 5, totals: {} }}
      own={null}
    />,
  )
  expect(page.textContent).toBe('Vote clos. 5 personnes ont voté.')
})

test('the own ballot is read when a ballot opens, and given as a whole', async () => {
  const { ballot } = handle()
  const asked: { path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body: { votes?: object } = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    asked.push({ path, body })
    return new Response(JSON.stringify({ ballot, votes: body.votes ?? { a: 1 } }))
  })
  function Probe({ ballotId }: { ballotId: string | null }) {
    const open = ballotId === null ? null : { id: ballotId, budget: 3, perItem: null }
    const own = useOwnBallot({ boardId: 'board-1', actorId: 'actor' }, open)
    // the bar above shows the same ballot: it is asked for once
    const inBar = useOwnBallot({ boardId: 'board-1', actorId: 'actor' }, open)
    if (!own) return null
    return (
      <>
        <p>{inBar?.left}</p>
        <DotControl own={own} itemId="a" title="Voir le plan" />
      </>
    )
  }
  show(<Probe ballotId={null} />)
  expect(page.textContent).toBe('')
  show(<Probe ballotId="ballot-1" />)
  await act(() => vi.waitFor(() => expect(page.querySelector('output')?.textContent).toBe('1')))
  expect(page.querySelector('p')?.textContent).toBe('2')
  act(() => button('Donner').click())
  await act(() => vi.waitFor(() => expect(asked).toHaveLength(2)))
  const path = '/api/boards/board-1/ballots/ballot-1/mine'
  expect(asked).toEqual([
    { path, body: {} },
    { path, body: { votes: { a: 2 }, known: { a: 1 } } },
  ])
  vi.unstubAllGlobals()
})
