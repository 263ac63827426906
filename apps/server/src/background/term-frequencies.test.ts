import { findTemplate, SHIPPED_VOCABULARIES, templateMethod } from '@tablee/templates'
import { expect, test } from 'vitest'
import { termFrequencies } from './term-frequencies.ts'

test('a term that was chosen beside several others is counted once for its board', () => {
  const template = findTemplate('needs-macro-micro')
  if (!template) throw new Error('the method is missing')
  const method = templateMethod(template)
  const rule = {
    id: 'whoWhat',
    kind: 'tally' as const,
    zones: ['needs'],
    by: 'who',
    across: 'purpose',
    indicator: true,
  }
  const [a, b] = SHIPPED_VOCABULARIES.find(({ id }) => id === 'stakeholderType')?.terms ?? []
  if (!a || !b) throw new Error('the list is missing')
  const counts = [
    { by: a.id, across: 'Gagner du temps', count: 2 },
    { by: b.id, across: 'Gagner du temps', count: 1 },
    { by: a.id, across: 'Dépenser moins', count: 3 },
  ]
  const [frequencies] = termFrequencies({ whoWhat: { kind: 'tally', counts } }, { method, rules: [rule] })
  expect(frequencies?.terms.map(({ id, count }) => [id, count])).toEqual([
    [a.id, 5],
    [b.id, 1],
  ])
})
