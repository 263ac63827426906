import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findInFolder } from './testing.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-search-'))
})
afterAll(() => rm(folder, { recursive: true }))

const NAME = 'Élodie Dubreucq'

test.each([
  ['as it is', Buffer.from(`xx${NAME}yy`)],
  ['in capitals', Buffer.from(NAME.toUpperCase())],
  ['with an accent of its own', Buffer.from(NAME.normalize('NFD'))],
  ['in two bytes a letter', Buffer.from(NAME, 'utf16le')],
  ['in base64', Buffer.from(Buffer.from(`a${NAME}b`).toString('base64'))],
  ['compressed', Buffer.concat([Buffer.from('head'), gzipSync(Buffer.from(NAME))])],
  ['deflated', Buffer.concat([Buffer.from('head'), deflateSync(Buffer.from(NAME))])],
])('the search of a folder finds a name %s', async (how, bytes) => {
  await writeFile(join(folder, how.replaceAll(' ', '-')), bytes)
  const found = await findInFolder(folder, [NAME])
  expect(found.some((line) => line.includes(how.replaceAll(' ', '-')))).toBe(true)
  expect(await findInFolder(folder, ['Nathalie'])).toEqual([])
})
