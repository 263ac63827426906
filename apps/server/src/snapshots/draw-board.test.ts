import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BoardRecord } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import { noteSlots, TEMPLATES, templateRecords } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBackground } from '../testing/test-background.ts'
import { type BoardDrawer, createBoardDrawer } from './draw-board.ts'

/** First bytes of every PNG. */
const PNG_SIGNATURE = '89504e470d0a1a0a'

const background = openTestBackground()
let folder: string
let drawer: BoardDrawer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tablee-draw-'))
  drawer = createBoardDrawer(folder, background)
})
afterAll(async () => {
  await background.close()
  await rm(folder, { recursive: true, force: true })
})

describe.each(TEMPLATES)('the board of $id', (template) => {
  test.each(['fr', 'nl', 'en'] as const)('fits its texts into its zones in %s', async (lang) => {
    const records = templateRecords(template)
    const svg = await drawer.svg(records, { lang })
    const text = svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    for (const zone of template.zones) expect(text).toContain(zone.label[lang].replace(/\s+/g, ' '))
    // A note in the first slot of every zone must not cover the prompt: none has more than two lines.
    const prompts = [...svg.matchAll(/<text x="24" y="([\d.]+)" font-size="28"/g)].map(([, y]) => Number(y))
    expect(prompts.length).toBeGreaterThanOrEqual(template.zones.length)
    for (const zone of records.filter((record) => record.type === 'zone')) {
      const [slot] = noteSlots(zone)
      const top = (slot?.y ?? 0) - Number(zone['y'])
      expect(Math.max(...prompts)).toBeLessThan(top)
    }
  })
})

test('a picture is a PNG no larger than a screen of high density', async () => {
  const [template] = TEMPLATES
  const png = Buffer.from(await drawer.png(template ? templateRecords(template) : [], { lang: 'fr' }))
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
  expect(png.readUInt32BE(16)).toBeLessThanOrEqual(2560)
  expect(png.readUInt32BE(16) * png.readUInt32BE(20)).toBeLessThanOrEqual(6_000_000)
})

test('a note far away does not make a picture without bounds', async () => {
  const png = Buffer.from(await drawer.png([note('a', -99_000), note('b', 99_000)], { lang: 'fr' }))
  expect(png.readUInt32BE(16)).toBeLessThanOrEqual(2560)
})

test('a board without anything on it has a picture', async () => {
  const png = Buffer.from(await drawer.png([], { lang: 'fr' }))
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
})

test('accents are drawn, not left out', async () => {
  const picture = async (text: string) =>
    Buffer.from(await drawer.png([note('a', 0, text)], { lang: 'fr' })).toString('base64')
  const [plain, french, hungarian] = [await picture('oo'), await picture('oé'), await picture('oő')]
  expect(new Set([plain, french, hungarian]).size).toBe(3)
  expect(await picture('oő')).toBe(hungarian)
  // A glyph that no font has leaves its place empty: the same picture whatever it is.
  expect(hungarian).not.toBe(await picture('o\ue000'))
})

test('the loop is free while a picture is made', async () => {
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
  }, 1)
  const many = Array.from({ length: 300 }, (_, i) =>
    note(`n${i}`, (i % 20) * 220, 'Une note', Math.floor(i / 20) * 220),
  )
  await drawer.png(many, { lang: 'fr' })
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(20)
})

function note(id: string, x: number, text = 'Une note', y = 0): BoardRecord {
  return noteRecord({ id: `shape:${id}`, by: null, text, x, y })
}
