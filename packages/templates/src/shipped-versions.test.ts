import { createHash } from 'node:crypto'
import { canonicalJson } from '@tablee/board'
import { expect, test } from 'vitest'
import { isOlderVersion } from './authoring/next-version.ts'
import { TEMPLATES, type Template } from './index.ts'
import shipped from './shipped-versions.json' with { type: 'json' }

const VERSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = shipped

/** What a version promises never to change: all of a method but its number and what is drawn from its boards. */
function fingerprint({ version: _version, extract: _extract, ...method }: Template): string {
  return createHash('sha256').update(canonicalJson(method)).digest('hex').slice(0, 16)
}

test.each(TEMPLATES)('$id says something else only under another version', (template) => {
  const { id, version } = template
  // when this fails: raise the method's `version` as nextVersion() would, and add its line to shipped-versions.json
  expect({ [version]: VERSIONS[id]?.[version] }).toEqual({ [version]: fingerprint(template) })
})

test.each(TEMPLATES)('$id is shipped in the newest of its versions', ({ id, version }) => {
  const numbers = Object.keys(VERSIONS[id] ?? {})
  for (const [at, number] of numbers.entries()) {
    const next = numbers[at + 1]
    if (next !== undefined) expect(isOlderVersion(number, next), `${number} before ${next}`).toBe(true)
  }
  expect(numbers.at(-1)).toBe(version)
})

test('no version is named of a method that is not shipped', () => {
  expect(Object.keys(VERSIONS).sort()).toEqual(TEMPLATES.map(({ id }) => id).sort())
})
