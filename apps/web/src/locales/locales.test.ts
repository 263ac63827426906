import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '@tablee/board'
import { FINDING_KINDS } from '@tablee/cases'
import { ERROR_SENTENCES, ERRORS, ROLES } from '@tablee/contract'
import { expect, test } from 'vitest'

const folder = import.meta.dirname
const source = join(folder, '..')

type Words = { [key: string]: string | Words }

function words(lang: string, namespace: string): Words {
  return JSON.parse(readFileSync(join(folder, lang, `${namespace}.json`), 'utf8'))
}

/** All keys of a locale file as dotted paths, with their sentence. */
function flat(part: Words, prefix = ''): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === 'string') keys.set(prefix + key, value)
    else for (const [inner, sentence] of flat(value, `${prefix}${key}.`)) keys.set(inner, sentence)
  }
  return keys
}

const namespaces = readdirSync(join(folder, 'fr')).map((file) => file.replace('.json', ''))
const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test.each(namespaces)(
  'every word of "%s" exists in all three languages, with the same blanks',
  (namespace) => {
    const french = flat(words('fr', namespace))
    expect(french.size).toBeGreaterThan(0)
    for (const lang of LANGUAGES) {
      const other = flat(words(lang, namespace))
      expect([...other.keys()].sort()).toEqual([...french.keys()].sort())
      for (const [key, sentence] of other) {
        expect(sentence.trim(), `${lang} ${namespace}:${key}`).not.toBe('')
        expect(placeholders(sentence), `${lang} ${namespace}:${key}`).toEqual(
          placeholders(french.get(key) ?? ''),
        )
      }
    }
  },
)

test('every error code has a sentence in every language, and none of them is hidden by a word of the browser', () => {
  for (const lang of LANGUAGES) {
    const own = words(lang, 'errors')
    for (const code of Object.keys(ERRORS)) {
      expect(Object.entries(ERROR_SENTENCES[lang]).find(([known]) => known === code)?.[1]).toBeTruthy()
      expect(own).not.toHaveProperty(code)
    }
  }
})

test('every role and every kind of identifier has a name', () => {
  for (const lang of LANGUAGES) {
    for (const role of ROLES) {
      expect(flat(words(lang, 'common')).get(`roles.${role}`)).toBeTruthy()
      expect(flat(words(lang, 'common')).get(`roleHints.${role}`)).toBeTruthy()
    }
    for (const kind of Object.keys(FINDING_KINDS)) {
      expect(flat(words(lang, 'cases')).get(`kinds.${kind}`)).toBeTruthy()
    }
  }
})

test('French uses the typographic apostrophe and a no-break space before high punctuation', () => {
  for (const namespace of namespaces) {
    for (const [key, sentence] of flat(words('fr', namespace))) {
      expect(sentence, `${namespace}:${key}`).not.toMatch(/'/)
      expect(sentence, `${namespace}:${key}`).not.toMatch(/[^\u00a0\u202f\d{/][:;?!](\s|$)/)
    }
  }
})

/** The source files of this app whose words are ours: the canvas has its own. */
function sourceFiles(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'canvas' ? [] : sourceFiles(join(path, entry.name))
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [join(path, entry.name)] : []
  })
}

test('every word that a component asks for by name exists', () => {
  const known = new Map(namespaces.map((namespace) => [namespace, [...flat(words('fr', namespace)).keys()]]))
  let checked = 0
  for (const file of sourceFiles(source)) {
    const text = readFileSync(file, 'utf8')
    const own = text.match(/useTranslation\('(\w+)'\)/)?.[1] ?? 'common'
    for (const [, key, rest] of text.matchAll(/\bt\(\s*'([\w.]+)'(?:,\s*\{([^}]*)\})?/g)) {
      const namespace = rest?.match(/ns: '(\w+)'/)?.[1] ?? own
      const found = known.get(namespace)?.some((name) => name === key || name.startsWith(`${key}_`))
      expect(found, `${namespace}:${key} of ${file}`).toBe(true)
      checked++
    }
  }
  expect(checked).toBeGreaterThan(150)
})
