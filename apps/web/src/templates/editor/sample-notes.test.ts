import { readContent } from '@tablee/board'
import { SHIPPED_VOCABULARIES, TEMPLATES, templateMethod } from '@tablee/templates'
import { expect, test } from 'vitest'
import { sampleBoard } from './sample-notes.ts'

const samples = { sentences: ['Un', 'Deux', 'Trois', 'Quatre'], vocabularies: SHIPPED_VOCABULARIES }

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
