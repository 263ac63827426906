import { expect, test } from 'vitest'
import { LANE_TOP } from '../content/lanes.ts'
import type { Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { contentOf, methodOfZones, zoneOf } from '../testing/contents.ts'
import { arrowRecord, bindingRecord, noteRecord } from '../testing/records.ts'
import { zoneMarks } from './zone-marks.ts'
import { nameAnd } from './zone-words.ts'

const named = (id: string) => ({ id, label: { fr: id, nl: id, en: id } })
const method = methodOfZones(
  [
    zoneOf('profiles'),
    zoneOf('day', { options: { lane: 'profiles' } }),
    zoneOf('strong', { options: { position: { influence: 'high' }, max: 3 } }),
    zoneOf('links', { kind: 'link', options: { from: 'profiles', to: 'profiles' } }),
    zoneOf('scores', {
      kind: 'score',
      options: { scale: { min: 0, max: 5 }, items: [named('access'), named('price')] },
    }),
  ],
  { axes: [{ ...named('Influence'), id: 'influence', terms: [{ ...named('forte'), id: 'high' }] }] },
)
const marksOf = (
  zoneId: string,
  records: BoardRecord[] = [],
  facts: Record<string, unknown> = {},
  of: Method = method,
) => {
  const content = contentOf(of, records, facts)
  const zone = content.zones.find((candidate) => candidate.zone.id === zoneId)
  if (!zone) throw new Error(zoneId)
  return zoneMarks(zone, { content, method: of, lang: 'fr', today: new Date(2026, 10, 28) })
}
const textsOf = (...args: Parameters<typeof marksOf>) => marksOf(...args).labels.map(({ text }) => text)
const profile = (id: string, text: string, slot: number): BoardRecord => {
  const note = noteRecord({ id, by: 'ada', text, x: 50 + slot * 220, y: 200 })
  return { ...note, meta: { ...note.meta, slot } }
}

test('lanes carry the names of the items that make them, and lines between them', () => {
  const { labels, lines } = marksOf('day', [
    profile('shape:a', 'Chef·fe\nd’équipe', 0),
    profile('shape:b', 'Bénévole', 1),
  ])
  expect(labels.map(({ text }) => text)).toEqual(['Chef·fe d’équipe', 'Bénévole'])
  expect(labels[1]?.x).toBeGreaterThan(labels[0]?.x ?? 0)
  expect(lines.filter(({ kind }) => kind === 'lane')).toHaveLength(2)
})

test('in narrow lanes the longest word stays whole: all names of the zone are that small, but never too small to read', () => {
  const sizes = (...names: string[]) => {
    const items = names.map((name) => ({ id: name, label: { fr: name, nl: name, en: name } }))
    const ten = methodOfZones([
      zoneOf('axes', { kind: 'score', options: { scale: { min: 0, max: 5 }, items } }),
      zoneOf('facts', { options: { lane: 'axes' } }),
    ])
    return [...new Set(marksOf('facts', [], {}, ten).labels.map(({ sizePx }) => sizePx))]
  }
  const short = [
    'Argent',
    'Droit',
    'Temps',
    'Outils',
    'Rythme',
    'Équipe',
    'Publics',
    'Réseau',
    'Sens',
    'Risques',
  ]
  expect(sizes(...short)).toEqual([20])
  const [size = 0, ...others] = sizes('Gegevensbescherming', ...short.slice(1))
  expect(others).toEqual([])
  expect(size).toBeLessThan(20)
  expect(size).toBeGreaterThan(16)
  expect(sizes('Anticonstitutionnellement'.repeat(2), ...short.slice(1))).toEqual([16])
})

test('a zone whose lanes nobody has named yet says where they come from', () => {
  expect(textsOf('day')).toContain('Une colonne pour chaque note de « profiles ».')
})

test('an empty zone shows where to write and how many notes there may be, until the first lies there', () => {
  expect(marksOf('strong').ghost?.text).toBe('Double-cliquez ici pour écrire')
  expect(textsOf('strong').join(' ')).toContain('3 au maximum.')
  const filled = marksOf('strong', [noteRecord({ id: 'shape:n', by: 'ada', text: 'x', x: 50, y: 2400 })])
  expect(filled.ghost).toBeNull()
})

test('an empty zone of dates whose notes have columns but no date says which one is written, as a table does', () => {
  const column = (id: string) => ({ ...named(id), type: 'text' as const })
  const days = methodOfZones([
    zoneOf('dday', { kind: 'date', options: { cols: [column('Jour'), column('Tâche')] } }),
  ])
  expect(textsOf('dday', [], {}, days)).toEqual(['Une ligne par note\u00a0: «\u00a0Jour\u00a0».'])
})

test('a drawn matrix names both ends of both of its directions', () => {
  const crossed = methodOfZones([
    zoneOf('matrix', { kind: 'score', options: { axes: [named('Effet'), named('Coût')] } }),
  ])
  expect(textsOf('matrix', [], {}, crossed)).toEqual([
    'Effet : au plus haut',
    'Effet : au plus bas',
    'Coût : au plus bas',
    'Coût : au plus haut',
  ])
})

test('a zone with a position says in words what lying there means', () => {
  expect(textsOf('strong')).toContain('Influence : forte')
})

test('a link zone lists its arrows, the kind of link first', () => {
  const arrow = arrowRecord('shape:arrow', 'ada')
  const records = [
    profile('shape:a', 'Direction', 0),
    profile('shape:b', 'Équipe', 1),
    { ...arrow, props: { ...arrow.props, text: 'argent' } },
    bindingRecord('binding:1', 'shape:arrow', 'shape:a', 'start'),
    bindingRecord('binding:2', 'shape:arrow', 'shape:b', 'end'),
  ]
  expect(textsOf('links', records)).toEqual(['argent : Direction → Équipe'])
})

test('scores show n and median, and no median below three answers', () => {
  const score = (n: number, median: number | null) => ({ n, median, min: median, max: median, spread: 0 })
  const result = { kind: 'scores', voters: 5, scores: { access: score(5, 3), price: score(2, null) } }
  const texts = textsOf('scores', [], { 'result:scores': result })
  expect(texts).toContain('médiane 3 · écart 0 · 5 réponses')
  expect(texts).toContain('2 réponse(s) : trop peu pour une médiane')
})

test('nothing lies over a zone’s title and prompt', () => {
  for (const { id } of method.zones)
    for (const { y } of marksOf(id).labels) expect(y, id).toBeGreaterThanOrEqual(LANE_TOP - 8)
})

test('in French alone a space stands before the colon after a name', () => {
  expect(nameAnd('Influence', 'forte', 'fr')).toBe('Influence : forte')
  expect(nameAnd('Invloed', 'veel', 'nl')).toBe('Invloed: veel')
})
