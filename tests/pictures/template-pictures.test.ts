import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findTemplate } from '@tablee/templates'
import { afterEach, expect, test } from 'vitest'
import { drawTemplates } from './template-pictures.ts'

/** The first bytes of every PNG, and where its width stands. */
const SIGNATURE = '89504e470d0a1a0a'
const WIDTH_AT = 16
/** Smaller than any drawing with words on it: a blank sheet of that size takes less. */
const LEAST_BYTES = 10_000

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a method’s pictures are one PNG for each language, wide enough to be read, and no two the same', async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-pictures-'))
  const templates = ['inter-debrief', 'needs-existing'].flatMap((id) => findTemplate(id) ?? [])
  const files = await drawTemplates(templates, folder)
  expect(files).toEqual(
    ['inter-debrief', 'needs-existing'].flatMap((id) =>
      ['fr', 'nl', 'en'].map((lang) => `${id}.${lang}.png`),
    ),
  )
  const pictures = await Promise.all(files.map((file) => readFile(join(folder, file))))
  for (const picture of pictures) {
    expect(picture.subarray(0, 8).toString('hex')).toBe(SIGNATURE)
    expect(picture.readUInt32BE(WIDTH_AT)).toBeGreaterThan(1_000)
    expect(picture.length).toBeGreaterThan(LEAST_BYTES)
  }
  expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(6)
})
