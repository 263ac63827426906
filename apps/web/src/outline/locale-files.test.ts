import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { LOCALE_FILES } from './locale-files.ts'

/** What a module imports when it runs: at once or when it is used. */
const IMPORT = /(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s*)?'(\.[^']+)'|import\('(\.[^']+)'\)/g
/** Namespaces as they are named: `useTranslation('a')`, `ns: 'a'`, `loadNamespaces('a')`, `t('a:key')`. */
const NAMED =
  /useTranslation\(([^)]*)\)|\bns: ('\w+')|loadNamespaces\(([^)]*)\)|\bt\(\s*\[?\s*([`']\w+):[^`']*[`']/g

test('the light page names the locale files of all its parts, and no other', () => {
  const modules = new Map<string, string>()
  const follow = (path: string): void => {
    if (modules.has(path) || !/\.tsx?$/.test(path) || !existsSync(path)) return
    const source = readFileSync(path, 'utf8')
    modules.set(path, source)
    for (const [, now, later] of source.matchAll(IMPORT)) follow(join(dirname(path), now ?? later ?? ''))
  }
  follow(join(import.meta.dirname, 'main.tsx'))
  expect(modules.size).toBeGreaterThan(150)
  const used = new Set(
    [...modules.values()].flatMap((source) =>
      [...source.matchAll(NAMED)].flatMap((names) =>
        [
          ...names
            .slice(1)
            .join(' ')
            .matchAll(/[`'](\w+)/g),
        ].map(([, name]) => name),
      ),
    ),
  )
  const named = new Set(Object.keys(LOCALE_FILES).map((path) => path.replace(/^.*\/|\.json$/g, '')))
  expect([...named].toSorted()).toEqual([...used].toSorted())
})
