import { checkTemplate, duplicateTemplate, findTemplate, type TemplateDraft } from '@tablee/templates'
import { expect, test } from 'vitest'
import { NO_TEXT, withAxes } from './draft-changes.ts'
import { lostPart } from './part-list.ts'
import { withPartBack } from './put-back.ts'

const named = (id: string) => ({ id, label: { fr: id, nl: '', en: '' } })

/** A method whose zones have parts of every kind. */
function published(): TemplateDraft {
  const template = findTemplate('needs-macro-micro')
  if (!template) throw new Error('needs-macro-micro is not shipped')
  const draft = duplicateTemplate(template, { id: 'own', title: NO_TEXT })
  const changes: Record<string, Partial<TemplateDraft['zones'][number]>> = {
    macro: { kind: 'vote', options: { choices: ['yes', 'no', 'later'].map(named) } },
    clusters: { kind: 'score', options: { axes: [named('up'), named('right')] } },
    why: { kind: 'score', options: { items: ['a', 'b', 'c'].map(named) } },
    shelf: { options: { position: { influence: 'weak' } } },
    first_result: { options: { position: { influence: 'strong' } } },
  }
  return {
    ...draft,
    zones: draft.zones.map((zone) => ({ ...zone, ...changes[zone.id] })),
    axes: [{ ...named('influence'), terms: ['weak', 'middle', 'strong'].map(named) }],
  }
}

const former = published()
const part = { of: null, type: null, set: null, boards: 3 }
const partsInUse = [
  {
    ...part,
    zoneId: 'needs',
    list: 'cols' as const,
    id: 'who',
    type: 'choice' as const,
    set: 'stakeholderType',
  },
  { ...part, zoneId: 'macro', list: 'choices' as const, id: 'no' },
  { ...part, zoneId: 'clusters', list: 'axes' as const, id: 'up' },
  { ...part, zoneId: 'clusters', list: 'axes' as const, id: 'right' },
  ...['a', 'b', 'c'].map((id) => ({ ...part, zoneId: 'why', list: 'items' as const, id })),
  { ...part, zoneId: null, list: 'axes' as const, id: 'influence' },
  { ...part, zoneId: null, list: 'terms' as const, of: 'influence', id: 'weak' },
]
const lostIn = (draft: TemplateDraft) =>
  checkTemplate(draft, {
    vocabularies: new Set(['stakeholderType']),
    zonesInUse: [],
    partsInUse,
  }).faults.flatMap((fault) => lostPart(fault) ?? [])
const putBack = (draft: TemplateDraft) =>
  lostIn(draft).reduce((at, lost) => withPartBack(at, { former, ...lost }), draft)
const withOptions = (id: string, change: object): TemplateDraft => ({
  ...former,
  zones: former.zones.map((zone) =>
    zone.id === id ? { ...zone, options: { ...zone.options, ...change } } : zone,
  ),
})

test.each([
  [
    'column',
    withOptions('needs', { cols: former.zones.find(({ id }) => id === 'needs')?.options.cols?.slice(1) }),
  ],
  ['an answer of a vote', withOptions('macro', { choices: ['yes', 'later'].map(named) })],
  ['a line that is scored', withOptions('why', { items: ['b', 'c'].map(named) })],
  [
    'list of lines, for the crossing of two zones',
    withOptions('why', { items: undefined, matrix: { rows: 'macro', columns: 'needs' } }),
  ],
  ['a drawn matrix, for a list of lines', withOptions('clusters', { axes: undefined, items: [named('a')] })],
  [
    'term of a direction',
    withAxes(former, [{ ...named('influence'), terms: ['middle', 'strong'].map(named) }]),
  ],
  ['a direction', withAxes(former, [])],
])('S2.1 what boards use and somebody removed is put back where it was: %s', (_, without) => {
  expect(lostIn(without)).not.toEqual([])
  expect(putBack(without)).toEqual(former)
})

test('what was written since stays', () => {
  const label = { fr: 'Jamais', nl: '', en: '' }
  const draft = withOptions('macro', { choices: [named('later'), { id: 'answer_4', label }] })
  const choices = putBack(draft).zones.find(({ id }) => id === 'macro')?.options.choices
  expect(choices?.map(({ id }) => id)).toEqual(['later', 'no', 'answer_4'])
})
