import type { BackendModule, InitOptions } from 'i18next'
import { use, useSyncExternalStore } from 'react'
import { keepTrying } from '../ui/lazy-part.ts'

/**
 * What the light page uses of i18next and react-i18next, and no more: whole they are an eighth of all that it may load.
 * Its build puts this file in their place (`apps/web/vite.config.ts`); `small-i18next.test.ts` holds it to say of every
 * sentence what they say.
 */

/** Sentences by their keys, as a locale file has them. */
interface Sentences {
  readonly [key: string]: string | Sentences
}

/** What fills a sentence's gaps, by name; `count` also chooses its form, and `ns` where it is looked for. */
interface Fillings {
  readonly [name: string]: unknown
  readonly count?: number
  readonly ns?: string
}

type Translate = (keys: string | readonly string[], fillings?: Fillings) => string

const GAP = /\{\{(.+?)\}\}/g

class SmallI18next {
  /** The language on screen; empty until its words are there. */
  language = ''
  #files: BackendModule | null = null
  /** Every namespace that was asked for: another language brings them all. */
  readonly #namespaces = new Set<string>()
  /** By language and namespace; null once it is known that there are none. */
  readonly #sentences = new Map<string, Sentences | null>()
  readonly #coming = new Map<string, Promise<void>>()
  readonly #translates = new Map<string, Translate>()
  readonly #listeners = new Set<() => void>()
  readonly #languageListeners = new Set<(lang: string) => void>()

  use(part: BackendModule | typeof initReactI18next): this {
    if (part.type === 'backend') this.#files = part
    return this
  }

  async init({ lng, ns }: InitOptions): Promise<void> {
    for (const namespace of [ns ?? []].flat()) this.#namespaces.add(namespace)
    await this.changeLanguage(lng ?? '')
  }

  on(_event: 'languageChanged', listener: (lang: string) => void): void {
    this.#languageListeners.add(listener)
  }

  async changeLanguage(lang: string): Promise<void> {
    await Promise.all([...this.#namespaces].map((namespace) => this.#load(lang, namespace)))
    this.language = lang
    for (const listener of this.#languageListeners) listener(lang)
    for (const listener of [...this.#listeners]) listener()
  }

  async loadNamespaces(namespaces: string | readonly string[]): Promise<void> {
    await Promise.all([namespaces].flat().map((namespace) => this.#load(this.language, namespace)))
  }

  /** The words of a namespace in the language on screen: what `use` waits for. */
  words(namespace: string): Promise<void> {
    return this.#load(this.language, namespace)
  }

  /** Calls back when the language is another. Returns its undo. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same function for the same language and namespace: effects depend on it. */
  translateFrom(namespace: string): Translate {
    const { language } = this
    const name = `${language}/${namespace}`
    const translate =
      this.#translates.get(name) ??
      ((keys, fillings = {}) =>
        this.#say(language, fillings.ns ?? namespace, { keys: [keys].flat(), fillings }))
    this.#translates.set(name, translate)
    return translate
  }

  #load(lang: string, namespace: string): Promise<void> {
    this.#namespaces.add(namespace)
    const name = `${lang}/${namespace}`
    const known = this.#coming.get(name)
    if (known) return known
    // without a network they come when it is back: a part is drawn with its words or not at all
    const coming = keepTrying(() => this.#read(lang, namespace)).then(
      (read) => void this.#sentences.set(name, read),
      () => void this.#sentences.set(name, null),
    )
    this.#coming.set(name, coming)
    // as React marks what it waited for: what is there is drawn at once
    void coming.then(() => Object.assign(coming, { status: 'fulfilled', value: undefined }))
    return coming
  }

  #read(lang: string, namespace: string): Promise<Sentences> {
    return new Promise((resolve, reject) => {
      if (this.#files === null) return reject(new Error('no locale files'))
      this.#files.read(lang, namespace, (error, read) => {
        if (error) reject(error)
        // the locale files are of sentences only: `locales.test.ts` looks
        else resolve(read as unknown as Sentences)
      })
    })
  }

  #say(lang: string, namespace: string, { keys, fillings }: { keys: string[]; fillings: Fillings }): string {
    let last = ''
    for (const each of keys) {
      const at = each.indexOf(':')
      const key = each.slice(at + 1)
      const sentences = this.#sentences.get(`${lang}/${at === -1 ? namespace : each.slice(0, at)}`)
      for (const form of formsOf(lang, key, fillings.count)) {
        const sentence = find(sentences, form)
        if (sentence !== undefined)
          return sentence.replace(GAP, (_, name: string) => String(fillings[name.trim()] ?? ''))
      }
      last = key
    }
    return last
  }
}

/** The keys that a sentence may have for a number, the most fitting first. */
function formsOf(lang: string, key: string, count: number | undefined): string[] {
  if (count === undefined) return [key]
  const form = `${key}_${new Intl.PluralRules(lang).select(count)}`
  return count === 0 ? [`${key}_zero`, form, key] : [form, key]
}

function find(sentences: Sentences | null | undefined, key: string): string | undefined {
  let at: string | Sentences | null | undefined = sentences
  for (const part of key.split('.')) at = typeof at === 'object' ? at?.[part] : undefined
  return typeof at === 'string' ? at : undefined
}

/** What react-i18next is told to i18next with; there is nothing to tell here. */
export const initReactI18next = { type: '3rdParty' } as const

const i18next = new SmallI18next()
// biome-ignore lint/style/noDefaultExport: it stands in the place of a module that has one
export default i18next

/** The sentences of namespaces in the language on screen, of the first where a key names none; suspends until they are there. */
export function useTranslation(ns: string | readonly string[]): { t: Translate; i18n: SmallI18next } {
  const namespaces = [ns].flat()
  useSyncExternalStore(i18next.subscribe, () => i18next.language)
  for (const namespace of namespaces) use(i18next.words(namespace))
  return { t: i18next.translateFrom(namespaces[0] ?? ''), i18n: i18next }
}
