import { expect, test } from 'vitest'
import { findIdentifiers } from './find-identifiers.ts'
import type { Roster } from './roster.ts'

const roster: Roster = {
  people: [{ id: 'p1', name: 'Nathalie Dubreucq' }],
  organisations: [{ id: 'o1', name: 'Les Ateliers du Quai asbl' }],
  places: [{ id: 'l1', name: 'Ans' }],
  products: [],
}

test.each([
  'Nathalie Dubreucq',
  'Les Ateliers du Quai asbl',
  'nathalie.dubreucq@quai.example',
  'BE68 5390 0754 7034',
  '+32 470 12 34 56',
])(
  'R3 %s is found whole wherever it stands in a long text',
  (identifier) => {
    for (let before = 1_100; before < 1_240; before += 1) {
      const text = `${'mot '.repeat(before / 4)}${'z'.repeat(before % 4)} ${identifier} ${'mot '.repeat(120)}`
      expect(findIdentifiers(text, roster).map((finding) => finding.text)).toEqual([identifier])
    }
  },
  60_000,
)

test('R3 a link that is longer than any text is found to its end', () => {
  const link = `https://partage.example/${'dossier/'.repeat(400)}?de=x`
  expect(findIdentifiers(`voir ${link} merci`, roster).map((finding) => finding.text)).toEqual([link])
})

test.each(['a.', '1.', 'Ans ', '+32', 'x.jpg_', 'Nathalie-Dubreucq.', ' '])(
  'R4 a hostile text of %j is read in time',
  (unit) => {
    // processor time: what else the machine does is not ours
    const started = process.cpuUsage()
    findIdentifiers(unit.repeat(Math.ceil(64_000 / unit.length)), roster)
    // Read as one piece it takes twenty seconds and more.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000)
  },
  60_000,
)
