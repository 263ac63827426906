import { boardDateScale, dateColumn, dateX, hasDateAxis, readContent } from '@tablee/board'
import { SHIPPED_VOCABULARIES, TEMPLATES, templateMethod } from '@tablee/templates'
import { expect, test } from 'vitest'
import { sampleBoard } from './sample-notes.ts'

const samples = {
  sentences: ['Un', 'Deux', 'Trois', 'Quatre'],
  vocabularies: SHIPPED_VOCABULARIES,
  today: new Date('2027-03-12'),
}

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  'the preview of %s shows a note in every zone that takes some, and cells that its columns know',
  (_, template) => {
    const records = new Map(sampleBoard(template, samples).map((record) => [record.id, record]))
    const method = templateMethod(template)
    const content = readContent({ records, method, facts: new Map(), lang: 'fr' })
    expect(content.unplaced).toEqual([])
    for (const { zone, items, sheet } of content.zones) {
      if (['score', 'vote', 'link'].includes(zone.kind)) continue
      const shown = sheet ? 1 : items.length
      expect(shown, zone.id).toBeGreaterThan(0)
      const hasCells = zone.options.cols?.some(({ type }) => type === 'choice')
      if (hasCells)
        expect(
          items.some(({ cells }) => Object.values(cells).some(({ kind }) => kind === 'term')),
          zone.id,
        ).toBe(true)
      for (const { cells } of items)
        expect(Object.values(cells).map(({ kind }) => kind)).not.toContain('free')
    }
  },
)

test('notes on a time axis lie at the dates that their cells say, beside one another', () => {
  let axes = 0
  for (const template of TEMPLATES) {
    const records = new Map(sampleBoard(template, samples).map((record) => [record.id, record]))
    const content = readContent({ records, method: templateMethod(template), facts: new Map(), lang: 'fr' })
    const scale = boardDateScale(content, samples.today)
    for (const { zone, area, items } of content.zones) {
      const column = dateColumn(zone)
      if (!area || column === undefined || !hasDateAxis(zone)) continue
      axes += 1
      const places = items.map(({ id, cells }) => {
        const cell = cells[column]
        const x = Number(records.get(id)?.x) + 100 - area.x
        if (cell?.kind !== 'date') throw new Error(`${template.id} ${zone.id} has no date`)
        expect(x, `${template.id} ${zone.id}`).toBeCloseTo(dateX(scale, area.w, cell.date), 0)
        return x
      })
      expect(new Set(places).size, `${template.id} ${zone.id}`).toBe(items.length)
    }
  }
  expect(axes).toBeGreaterThan(0)
})
