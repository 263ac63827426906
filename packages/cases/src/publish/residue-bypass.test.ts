import { expect, test } from 'vitest'
import { findResidue } from './find-residue.ts'

const roster = {
  people: [{ id: 'p1', name: 'Nathalie Dubreucq' }],
  organisations: [{ id: 'o1', name: 'Les Ateliers du Quai asbl' }],
  places: [],
  products: [],
}

/** How a name or a removed word may hide from a search for its letters. */
const DISGUISES: readonly (readonly [string, string])[] = [
  ['entities', 'Nathalie Dubreu&#99;q'],
  ['named entities', 'N&agrave;thalie Dubr&eacute;ucq'],
  ['zero-width characters', 'Nathalie Du\u200bbre\u2060ucq'],
  ['soft hyphens', 'Natha\u00adlie Dubreucq'],
  ['accents', 'Nathâlie Dubrèucq'],
  ['split accents', 'Natha\u0302lie Dubre\u0300ucq'],
  ['formatting', 'Nathalie Du<b>bre</b>ucq'],
  ['capitals', 'NATHALIE DUBREUCQ'],
  ['no-break spaces', 'Nathalie\u00a0Dubreucq'],
  ['full-width letters', 'Ｎａｔｈａｌｉｅ Ｄｕｂｒｅｕｃｑ'],
  ['the other order, with a comma', 'Dubreucq, Nathalie'],
  ['an address', '<a href="/cas/nathalie-dubreucq">ici</a>'],
  ['a percent code', '<a href="/cas/nathalie%20dubreucq">ici</a>'],
  ['a picture’s text', '<img alt="Nathalie Dubreucq">'],
  ['a comment', '<!-- Nathalie Dubreucq -->'],
  ['the organisation in capitals without its form', 'LES ATELIERS-DU-QUAI'],
]

test.each(DISGUISES)('R60 a name is found in a page behind %s', (_, text) => {
  const artefacts = [{ name: 'case.fr.html', text: `<p>${text}</p>` }]
  expect(findResidue(artefacts, roster, { removed: [], kept: [] })).not.toEqual([])
})

test.each(['Quai2022!', 'Quai\u200b2022!', 'Quai2022 ', 'QUAI\u00a02022!'])(
  'R63 a removed secret is found again as %j, where nothing announces it',
  (text) => {
    const artefacts = [{ name: 'case.json', text: JSON.stringify({ text }) }]
    const removed = { removed: ['Quai2022!'], kept: [] }
    const nobody = { people: [], organisations: [], places: [], products: [] }
    expect(findResidue(artefacts, nobody, removed)).not.toEqual([])
  },
)

test.each([';', ','])(
  'R61 our own address hides nothing of the next cell of a table, parted by "%s"',
  (sign) => {
    const text = ['https://here.example/cas/x', 'k@ailleurs.example', 'fr'].join(sign)
    const own = { removed: [], kept: [], ownOrigins: ['https://here.example'] }
    const found = findResidue([{ name: 'all.fr.csv', text }], roster, own)
    expect(found.map(({ kind }) => kind)).toContain('EMAIL')
  },
)

const fabienne = { ...roster, people: [{ id: 'p2', name: 'Fabienne Dubreucq' }] }
const REPORT_SUM = `7fab3${'0c'.repeat(29)}1`

test('R60 a sum of a file that happens to spell a short name is nobody, and hides nothing beside it', () => {
  const inReport = (sum: string) =>
    findResidue([{ name: 'report.json', text: JSON.stringify({ files: [{ sha256: sum }] }) }], fabienne, {
      removed: ['fab'],
      kept: [],
    })
  expect(REPORT_SUM).toHaveLength(64)
  expect(inReport(REPORT_SUM)).toEqual([])
  for (const other of [`${REPORT_SUM}0`, REPORT_SUM.slice(0, -1), `${REPORT_SUM} Fab`])
    expect(inReport(other)).not.toEqual([])
  // as Word's parts are called
  const part = REPORT_SUM.slice(0, 40)
  const text = `<Relationship Target="media/${part}.png"/>`
  const inWord = [{ name: 'case.docx#word/_rels/document.xml.xml', text }]
  expect(findResidue(inWord, fabienne, { removed: ['fab'], kept: [] })).toEqual([])
})

test.each([
  ['card.svg', (key: string) => `<text>La clé api ${key}</text>`],
  ['slug.txt', (key: string) => `La clé api ${key}`],
  ['case.docx#word/document.xml', (key: string) => `La clé api ${key}`],
  ['report.json', (key: string) => JSON.stringify({ sha256: key })],
])(
  'R63 letters and digits as those of a sum are a secret in %s, where they were removed or where no sum belongs',
  (name, said) => {
    for (const key of [REPORT_SUM, REPORT_SUM.slice(0, 40)]) {
      const artefacts = [{ name, text: said(key) }]
      expect(findResidue(artefacts, fabienne, { removed: [key], kept: [] })).not.toEqual([])
      if (name !== 'report.json')
        expect(findResidue(artefacts, fabienne, { removed: [], kept: [] })).not.toEqual([])
    }
  },
)

test.each([
  ['case.json', JSON.stringify({ tags: { keywords: ['camion', 'second souffle'] } })],
  ['case.json', JSON.stringify({ images: [{ alt: 'Second souffle' }] })],
  ['case.fr.html', '<p><a href="/cas/camion-second-souffle">ici</a></p>'],
])('R24 an organisation of ordinary words is found in %s: %s', (name, text) => {
  const organisations = [{ id: 'o2', name: 'Second Souffle asbl' }]
  const found = findResidue([{ name, text }], { ...roster, organisations }, { removed: [], kept: [] })
  expect(found.flatMap(({ entityIds }) => entityIds)).toContain('o2')
  const sentence = [{ name: 'case.json', text: JSON.stringify({ text: 'trouver un second souffle à deux' }) }]
  expect(findResidue(sentence, { ...roster, organisations }, { removed: [], kept: [] })).toEqual([])
})
