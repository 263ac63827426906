// @vitest-environment jsdom
import type { Script, ScriptStep } from '@tablee/board/script'
import i18next from 'i18next'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import words from '../locales/fr/script.json' with { type: 'json' }
import { SoundSwitch } from './SoundSwitch.tsx'
import { SpokenMoments } from './SpokenMoments.tsx'
import { ServerClock } from './server-clock.ts'

const text = { fr: 'Écrire', nl: 'Schrijven', en: 'Write' }
const stepOf = (id: string): ScriptStep => ({
  id,
  title: text,
  instruction: text,
  minutes: 10,
  mode: 'group',
  zones: [],
  may: { write: true, moveOwn: true, vote: true, comment: true },
  hidesCursors: false,
  anonymous: false,
})
const steps = [stepOf('one'), stepOf('two')]
const at = (stepId: string): Script => ({
  steps,
  state: {
    phase: 'running',
    revision: 1,
    recent: [],
    began: [],
    stepId,
    startedAtMs: 0,
    beganAtMs: 0,
    clock: { kind: 'running', endsAtMs: Date.now() + 600_000 },
  },
})

/** The tones that rang, in Hz. */
let tones: number[] = []
let root: Root
let page: HTMLElement
let clock: ServerClock

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await i18next.use(initReactI18next).init({ lng: 'fr', resources: { fr: { script: words } } })
})
beforeEach(() => {
  tones = []
  localStorage.clear()
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0
      destination = {}
      resume = async () => undefined
      createOscillator() {
        const frequency = { value: 0 }
        return {
          frequency,
          connect: (to: unknown) => to,
          stop: () => undefined,
          start: () => tones.push(frequency.value),
        }
      }
      createGain() {
        const ramp = () => undefined
        return {
          gain: { setValueAtTime: ramp, exponentialRampToValueAtTime: ramp },
          connect: (to: unknown) => to,
        }
      }
    },
  )
  clock = new ServerClock({ ask: async () => Date.now() })
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  clock.close()
  page.remove()
  vi.unstubAllGlobals()
})

const look = (script: Script) =>
  act(() =>
    root.render(
      <>
        <SoundSwitch />
        <SpokenMoments script={script} clock={clock} lang="fr" />
      </>,
    ),
  )
const toggle = () => page.querySelector('button')

test('a step begins without a sound, but is said to who does not see it', () => {
  look(at('one'))
  look(at('two'))
  expect(tones).toEqual([])
  expect(page.querySelector('[data-step-spoken]')?.textContent).toBe('Nouvelle étape\u00a0: Écrire')
})

test('whoever wants to hear the steps is shown how it sounds, hears the next one, and not when she wants it no more', () => {
  look(at('one'))
  act(() => toggle()?.click())
  expect([toggle()?.getAttribute('aria-pressed'), tones.length]).toEqual(['true', 1])
  look(at('two'))
  expect(tones).toHaveLength(3)
  act(() => toggle()?.click())
  look(at('one'))
  expect(tones).toHaveLength(3)
  expect(localStorage).toHaveLength(0)
})
