import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findIdentifiers } from '../find-identifiers.ts'
import { EMPTY_ROSTER } from '../roster.ts'
import { suspectsOf } from './find-with-model.ts'
import { joinTokens, loadNameModel } from './load-name-model.ts'

test('R74 a model adds suspects where the layers saw nothing, and changes nothing else', () => {
  const text = 'le zorglub de Nadia est cassé, un zorglub de trop, des zorglubs'
  const spans = Array.from(text.matchAll(/zorglub(?= de Nadia)|Nadia/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    label: 'PER',
    score: 0.9,
  }))
  const suspects = suspectsOf(text, [...spans, { start: 0, end: 2, label: 'ORG', score: 0.2 }])
  expect(suspects.map(({ words }) => words)).toEqual(['zorglub', 'Nadia'])
  const found = findIdentifiers(text, { ...EMPTY_ROSTER, suspects })
  expect(found.filter(({ layer }) => layer !== 'model')).toEqual(findIdentifiers(text, EMPTY_ROSTER))
  expect(found.filter(({ layer }) => layer === 'model')).toMatchObject([
    { kind: 'NAME', class: 'Q', text: 'zorglub', reason: 'model.per', start: 3 },
    { kind: 'NAME', text: 'zorglub', start: 34 },
  ])
})

test('R74 without a folder, and without the library, the answer says what is missing', async () => {
  expect(await loadNameModel(undefined)).toEqual({ missing: 'not_configured' })
  expect(await loadNameModel('/nowhere/camembert-ner')).toEqual({ missing: 'library_not_installed' })
})

test('R74 a folder without a model, and one that the library refuses, are told apart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'model-'))
  const library = { env: {}, pipeline: () => Promise.reject(new Error('no such file')) }
  const load = () => loadNameModel(folder, () => Promise.resolve(library))
  expect(await load()).toEqual({ missing: 'folder_missing' })
  await writeFile(join(folder, 'config.json'), '{}')
  expect(await load()).toEqual({ missing: 'not_readable' })
})

test('R74 a model is read from its folder, never from the network, and its pieces are put together', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'model-'))
  await writeFile(join(folder, 'config.json'), '{}')
  const library = {
    env: { allowRemoteModels: true, allowLocalModels: false, localModelPath: '' },
    pipeline: () =>
      Promise.resolve(() =>
        Promise.resolve([
          { entity: 'I-PER', score: 0.9, word: '▁Zor' },
          { entity: 'I-PER', score: 0.8, word: 'glub' },
        ]),
      ),
  }
  const model = await loadNameModel(folder, () => Promise.resolve(library))
  if ('missing' in model) throw new Error(model.missing)
  expect(await model.read(['vu Zorglub'])).toEqual([[{ start: 3, end: 10, label: 'PER', score: 0.8 }]])
  expect(library.env.allowRemoteModels).toBe(false)
})

test('R74 two names side by side stay two', () => {
  const tokens = [
    { entity: 'B-PER', score: 1, word: 'Zor' },
    { entity: 'B-PER', score: 1, word: 'Glub' },
  ]
  expect(joinTokens('Zor Glub', tokens).map(({ start }) => start)).toEqual([0, 4])
})
