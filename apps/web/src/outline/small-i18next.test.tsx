// @vitest-environment jsdom
import i18next, { type BackendModule } from 'i18next'
import { act, type ReactNode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { backendOf, startI18n } from '../ui/i18n.ts'
import { LOCALE_FILES } from './locale-files.ts'
import small, { initReactI18next, useTranslation } from './small-i18next.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

type Words = { [key: string]: string | Words }

const LANGS = ['fr', 'nl', 'en']
/** Forms that are chosen by a number. */
const FORM = /_(zero|one|many|other)$/
/** What may fill a gap: words, words that look like a gap or a reference, numbers, nothing. */
const FILLINGS = ['Équipe de nuit', '{{name}} $t(note) $& $1', 0, 12.5, undefined]
const COUNTS = [0, 1, 2, 21, 1_000_000]

const namespaces = [...new Set(Object.keys(LOCALE_FILES).map((path) => path.replace(/^.*\/|\.json$/g, '')))]

/** The locale files, with what happened to who asked. */
function filesFor(answer: (language: string, namespace: string) => Promise<Words>): BackendModule {
  return {
    type: 'backend',
    init: () => undefined,
    read: (language, namespace, done) =>
      void answer(language, namespace).then(
        (words) => done(null, words),
        (error: Error) => done(error, false),
      ),
  }
}

async function wordsOf(language: string, namespace: string): Promise<Words> {
  const load = LOCALE_FILES[`../locales/${language}/${namespace}.json`]
  if (!load) throw new Error('no such words')
  // the locale files hold sentences
  return (await load()) as Words
}

function sentences(words: Words, prefix = ''): [key: string, sentence: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : sentences(value, `${prefix}${key}.`),
  )
}

test('every sentence of the light page is the one that i18next says, whatever fills it', async () => {
  // tests of the same worker give it words of their own, beside which it would load none
  Reflect.deleteProperty(i18next.options, 'resources')
  await startI18n(LOCALE_FILES, namespaces)
  await small.use(backendOf(LOCALE_FILES)).use(initReactI18next).init({ lng: 'fr', ns: namespaces })
  let compared = 0
  for (const lang of LANGS) {
    await i18next.changeLanguage(lang)
    await small.changeLanguage(lang)
    for (const namespace of namespaces) {
      const theirs = i18next.getFixedT(lang, namespace)
      const ours = small.translateFrom(namespace)
      for (const [found, sentence] of sentences(await wordsOf(lang, namespace))) {
        const key = found.replace(FORM, '')
        const gaps = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')
        const counts = FORM.test(found) || gaps.includes('count') ? COUNTS : [undefined]
        for (const [at, filling] of FILLINGS.entries()) {
          if (at > 0 && gaps.length === 0) continue
          for (const count of counts) {
            const values = {
              ...Object.fromEntries(gaps.map((name) => [name, filling])),
              ...(count === undefined ? {} : { count }),
            }
            expect(ours(key, values), `${lang} ${namespace}:${key} ${JSON.stringify(values)}`).toBe(
              theirs(key, values),
            )
            compared += 1
          }
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(3_000)
})

test('keys of other namespaces, several keys and unknown ones are read as i18next reads them', async () => {
  await i18next.changeLanguage('nl')
  await small.changeLanguage('nl')
  const theirs = i18next.getFixedT('nl', 'outline')
  const ours = small.translateFrom('outline')
  const asked: [string | string[], Record<string, unknown>?][] = [
    ['canvas:closed.reload'],
    ['errors:not_found'],
    [['errors:no_such_code', 'errors:internal']],
    [['no.such', 'nor.this']],
    ['no.such', { count: 2 }],
    ['errors:no.such'],
    ['people.label', { ns: 'canvas', count: 1 }],
    ['notes', { count: 0 }],
    ['notes', { count: 1 }],
  ]
  for (const [keys, values] of asked) expect(ours(keys, values)).toBe(theirs(keys, values))
})

test('a part waits for its words, asks again when the network let none come, and follows the language', async () => {
  let refusals = 1
  const asked: string[] = []
  small.use(
    filesFor(async (language, namespace) => {
      asked.push(`${language}/${namespace}`)
      if (namespace === 'late' && refusals-- > 0) throw new TypeError('Failed to fetch')
      if (namespace === 'lost') throw new Error('unreadable')
      return { here: `${namespace} in ${language}` }
    }),
  )
  await small.changeLanguage('fr')
  const seen: unknown[] = []
  function Part({ ns }: { ns: string }): ReactNode {
    const { t, i18n } = useTranslation(ns)
    seen.push(t)
    return `${i18n.language}: ${t('here')}`
  }
  const page = document.createElement('div')
  const root = createRoot(page)
  await act(async () => root.render(<Suspense fallback="waits">{<Part ns="late" />}</Suspense>))
  expect(page.textContent).toBe('waits')
  // the network is back
  await act(async () => void window.dispatchEvent(new Event('online')))
  expect(page.textContent).toBe('fr: late in fr')
  expect(asked.filter((name) => name === 'fr/late')).toHaveLength(2)
  await act(async () => small.changeLanguage('nl'))
  expect(page.textContent).toBe('nl: late in nl')
  await act(async () => small.changeLanguage('fr'))
  // effects depend on it: the same in the same language
  expect(seen.at(-1)).toBe(seen[0])
  // words that are there and cannot be read take nothing down
  await act(async () => root.render(<Suspense fallback="waits">{<Part ns="lost" />}</Suspense>))
  expect(page.textContent).toBe('fr: here')
  act(() => root.unmount())
})
