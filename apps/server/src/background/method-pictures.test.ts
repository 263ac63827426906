import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  GHOST,
  LANGUAGES,
  MARK_TEXT,
  readContent,
  type TextMeasurer,
  ZONE_TEXT,
  type ZoneContent,
  zoneMarks,
} from '@tablee/board'
import { TEMPLATES, templateMethod, templateRecords } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDrawingFonts } from '../snapshots/drawing-fonts.ts'

/** Where notes begin in a zone: its title and a prompt of two lines stand above, in board units. */
const HEAD_PX = 170
/** What a text may hang over what lies under it: its line is higher than its letters, in board units. */
const SLACK_PX = 8

const folder = mkdtempSync(join(tmpdir(), 'tablee-method-fonts-'))
let measure: TextMeasurer

beforeAll(async () => {
  measure = (await openDrawingFonts(folder)).measure
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(TEMPLATES)('the board of $id', (template) => {
  test.each(LANGUAGES)('has no text cut off and none on another, in %s', (lang) => {
    const method = templateMethod(template)
    const records = new Map(templateRecords(template).map((record) => [record.id, record]))
    const content = readContent({ records, method, facts: new Map(), lang })
    const faults: string[] = []
    for (const part of content.zones) {
      const { zone, area } = part
      if (!area) throw new Error(zone.id)
      const room = area.w - 2 * ZONE_TEXT.paddingPx
      const titleRoom = room - ZONE_TEXT.numberPx - ZONE_TEXT.numberGapPx
      const titleLines = linesOf(zone.label[lang], ZONE_TEXT.titlePx, { w: titleRoom, bold: true })
      const promptLines = linesOf(zone.prompt[lang], ZONE_TEXT.promptPx, { w: room, bold: false })
      const head =
        ZONE_TEXT.paddingPx +
        titleLines * ZONE_TEXT.titlePx * ZONE_TEXT.titleLineHeight +
        ZONE_TEXT.gapPx +
        promptLines * ZONE_TEXT.promptPx * ZONE_TEXT.promptLineHeight
      if (head > HEAD_PX) faults.push(`${zone.id}: title and prompt reach down to ${Math.round(head)}`)
      faults.push(
        ...markFaults(part, area, {
          head,
          marks: zoneMarks(part, { content, method, lang, today: new Date('2026-11-28') }),
        }),
      )
    }
    expect(faults).toEqual([])
  })
})

function markFaults(
  { zone }: ZoneContent,
  area: { w: number; h: number },
  { head, marks: { labels, ghost } }: { head: number; marks: ReturnType<typeof zoneMarks> },
): string[] {
  const faults: string[] = []
  for (const { x, y, w, text, sizePx, bold = false, lines: most = 1 } of labels) {
    const lines = linesOf(text, sizePx, { w, bold })
    const bottom = y + Math.min(lines, most) * sizePx * MARK_TEXT.lineHeight
    if (lines > most) faults.push(`${zone.id}: “${text}” is cut off`)
    if (y + SLACK_PX < head) faults.push(`${zone.id}: “${text}” lies on the prompt`)
    if (x < 0 || x + w > area.w || bottom > area.h) faults.push(`${zone.id}: “${text}” leaves the zone`)
  }
  if (
    ghost &&
    (ghost.y + SLACK_PX < head || ghost.y + GHOST.sidePx > area.h || ghost.x + GHOST.sidePx > area.w)
  )
    faults.push(`${zone.id}: the place of the first note is not free`)
  return faults
}

/** How many lines a text takes, broken at its spaces. */
function linesOf(text: string, sizePx: number, { w, bold }: { w: number; bold: boolean }): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let line = ''
    lines += 1
    for (const word of paragraph.split(/ +/)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && measure.width(longer, sizePx, bold) > w) {
        lines += 1
        line = word
      } else line = longer
    }
  }
  return lines
}
