import { expect, test } from 'vitest'
import { findIdentifiers } from '../detect/find-identifiers.ts'
import type { Roster } from '../detect/roster.ts'
import { findResidue } from './find-residue.ts'
import { isWordToo, type Sentence } from './own-sentences.ts'

const roster: Roster = {
  people: [
    { id: 'p-rose', name: 'Rose Lambrechts' },
    { id: 'p-pierre', name: 'Pierre Vandeputte' },
    { id: 'p-qui', name: 'Qui Nguyen' },
  ],
  organisations: [],
  places: [{ id: 'l-marche', name: 'Marche' }],
  products: [],
}
/** A sentence that nothing ends and nothing opens: whatever follows it on a page goes on in it. */
const BEFORE = 'On a beaucoup parlé de cela'

function sentence(text: string, kept: readonly string[] = []): Sentence {
  return { at: { statementId: text, section: 'obstacles' }, text, kept }
}

/** The files that say these sentences, in this order. */
function filesOf(sentences: readonly Sentence[], more = '') {
  const texts = sentences.map(({ text }) => text)
  return [
    { name: 'case.fr.html', text: `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>${more}` },
    {
      name: 'picture.svg',
      text: `<svg>${texts.flatMap((text) => text.split(' ').map((line) => `<text x="1">${line}</text>`)).join('')}</svg>`,
    },
    { name: 'case.pdf#text', text: texts.map((text) => text.replace(' ', '\n')).join('\n') },
    { name: 'case.json', text: JSON.stringify({ sections: [{ statements: texts }] }) },
  ]
}

function residueOf(
  sentences: readonly Sentence[],
  of: { removed?: string[]; kept?: string[]; more?: string } = {},
) {
  const { removed = [], kept = [], more } = of
  return findResidue(filesOf(sentences, more), roster, { removed, kept, places: sentences })
}

test.each([
  'Rose ou bleu, peu importe',
  'Pierre angulaire du projet : la confiance',
  'Marche à suivre pour le tri',
  'Qui pour remplacer la comptable ?',
  'qui remplace la comptable',
  'une rose sur chaque table',
])('R65 what opens "%s" is a word, wherever the sentence stands on a page', (text) => {
  for (const order of [[BEFORE, text], [text, BEFORE], [text]])
    expect(residueOf(order.map((one) => sentence(one)))).toEqual([])
})

test('R65 the sentence decides, not what stands before it; without its sentences a file is read as it stands', () => {
  const sentences = [sentence(BEFORE), sentence('Rose ou bleu, peu importe')]
  expect(findResidue(filesOf(sentences), roster, { removed: [], kept: [] })).not.toEqual([])
})

test.each([
  ['its sentence makes a name of it', 'On demande à Rose', ''],
  ['somebody acts', 'Pierre a dit non', ''],
  ['it is a whole name', 'Vu avec Rose Lambrechts', ''],
  ['it stands in a picture’s text', 'Rose ou bleu, peu importe', '<img alt="Demander à Rose">'],
  ['it stands in a comment', 'Rose ou bleu, peu importe', '<!-- avec Rose -->'],
  ['it stands beside the sentences', 'Rose ou bleu, peu importe', '<p>Voir avec Rose</p>'],
  ['a tag cuts it', 'Rose ou bleu, peu importe', '<p>Voir avec Ro<b>se</b></p>'],
])('R65 a name that is also a word is residue where %s', (_, text, more) => {
  expect(residueOf([sentence(BEFORE), sentence(text)], { more })).not.toEqual([])
})

test.each([
  ['Marche', 'Marche à suivre pour le tri'],
  ['Qui', 'Qui pour remplacer la comptable ?'],
  ['rose', 'Une rose sur chaque table'],
])('R65 "%s" was removed as a name, and may stay where it can be none: %s', (word, text) => {
  expect(residueOf([sentence(BEFORE), sentence(text)], { removed: [word] })).toEqual([])
})

test.each(['On suit la Rose des vents', 'Rose ou bleu, peu importe', 'Le sachet Rose du vendredi'])(
  'R65 a word that was removed as a name is residue, with its sentence, where it may be one: %s',
  (text) => {
    const found = residueOf([sentence(BEFORE), sentence(text)], { removed: ['Rose'] })
    expect(found.map(({ artefact }) => artefact)).toContain('case.json')
    for (const { kind, places } of found.filter((one) => one.kind === 'REMOVED'))
      expect({ kind, places }).toEqual({ kind: 'REMOVED', places: [sentence(text).at] })
  },
)

test('R22 R65 what opens a sentence and is somebody’s name is shown to the reviewer, who keeps it with a reason', () => {
  const seen = (text: string) => findIdentifiers(text, roster).map((found) => `${found.layer} ${found.text}`)
  expect(seen('Rose ou bleu, peu importe')).toEqual(['suspect Rose'])
  expect(seen('Pierre angulaire du projet : la confiance')).toEqual(['suspect Pierre'])
  expect(seen('Une rose, une pierre. Qui pour demain ?')).toEqual([])
  const of = { removed: ['Rose'], kept: ['Rose'] }
  const text = 'Rose ou bleu, peu importe'
  expect(residueOf([sentence(BEFORE), sentence(text, ['Rose'])], of)).toEqual([])
})

test('R65 what is kept with a reason is kept in its sentence, also where it was removed in another', () => {
  const text = 'On suit la Rose des vents'
  const of = { removed: ['Rose'], kept: ['Rose'] }
  expect(residueOf([sentence(BEFORE), sentence(text, ['Rose'])], of)).toEqual([])
  expect(residueOf([sentence(text, ['Rose']), sentence('Le matin Rose est là')], of)).not.toEqual([])
})

test('R64 what was removed and a page’s frame says anyway is no residue of the case', () => {
  const page = (text: string) => ({ name: 'case.fr.html', text: `<dt>Pierre de touche</dt><p>${text}</p>` })
  const of = { removed: ['Pierre'], kept: [], frames: [page('…')] }
  expect(findResidue([page('Tout va bien')], roster, of)).toEqual([])
  const data = { name: 'case.json', text: JSON.stringify({ text: 'Demander à Pierre' }) }
  expect(findResidue([data], roster, of)).not.toEqual([])
})

test('R65 a family name is no word of the language, however long', () => {
  expect(['Rose', 'pierre', 'Qui', 'Marche', 'marché'].map(isWordToo)).not.toContain(false)
  expect(['Lambrechts', 'Vanderstichelenberghe', 'Rose Lambrechts', ''].map(isWordToo)).not.toContain(true)
})
