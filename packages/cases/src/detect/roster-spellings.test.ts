import { expect, test } from 'vitest'
import { findIdentifiers } from './find-identifiers.ts'
import type { Roster } from './roster.ts'

const roster: Roster = {
  people: [
    { id: 'nathalie', name: 'Nathalie Dubreucq' },
    { id: 'jean', name: 'Jean-Philippe Vandenbroucke' },
    { id: 'pierre', name: 'Pierre Lemaire' },
    { id: 'karima', name: 'Karima Benali' },
  ],
  organisations: [
    { id: 'quai', name: 'Les Ateliers du Quai asbl' },
    { id: 'rivage', name: 'Maison médicale du Rivage' },
    { id: 'condroz', name: 'Domicile Plus Condroz' },
  ],
  places: [],
  products: [],
}

const idsIn = (text: string): string[] =>
  findIdentifiers(text, roster).flatMap(({ layer, entityIds }) => (layer === 'roster' ? [...entityIds] : []))

test.each([
  ['Nath a la clé', 'nathalie'],
  ['on demande à Nathou', 'nathalie'],
  ['PV_NDubreucq', 'nathalie'],
  ['le pc de nathalie dubreuq', 'nathalie'],
  ['Natahlie range', 'nathalie'],
  ['Vandenbrouke a signé', 'jean'],
  ['JPV signe', 'jean'],
  ['Pieter Lemaire belt', 'pierre'],
  ['le dossier de Piere Lemaire', 'pierre'],
])('R26 "%s" is somebody of the roster', (text, id) => {
  expect(idsIn(text)).toContain(id)
})

test.each([
  ['le Quai ferme à midi', 'quai'],
  ['l’équipe d’AdQ arrive', 'quai'],
  ['les atelliers du quai', 'quai'],
  ['chez Maison médicale Rivage', 'rivage'],
  ['Domicile Plus embauche', 'condroz'],
  ['la cliente de Condroz', 'condroz'],
])('R27 "%s" is an organisation of the roster', (text, id) => {
  const ids = idsIn(text)
  // "Condroz" is also a region that everybody may name
  if (text.endsWith('de Condroz')) expect(ids).toEqual([])
  else expect(ids).toContain(id)
})

test('R26 another name is no misspelling, and neither is a word', () => {
  expect(idsIn('Karim range, on lit la nationale')).toEqual([])
})

test('R22 a name that opens a sentence as a thing is not somebody', () => {
  expect(idsIn('Pierre d’achoppement : le temps')).toEqual([])
  expect(idsIn('Pierre encode le soir')).toEqual(['pierre'])
  expect(idsIn('avec pierre on a tout vu')).toEqual(['pierre'])
})
