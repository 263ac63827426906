import type { Collation } from '@tablee/contract'
import { expect, test } from 'vitest'
import { othersByItem } from './collation-pairs.ts'

const a = { boardId: 'meuse-board', itemId: 'shape:a' }
const b = { boardId: 'sambre-board', itemId: 'shape:b' }
const item = (id: string, text: string) => ({ id, text, values: [], votes: null, taken: false })
const collation = (state: 'proposed' | 'apart'): Collation => ({
  groups: [
    { boardId: a.boardId, name: 'Meuse' },
    { boardId: b.boardId, name: 'Sambre' },
  ],
  zones: [
    {
      id: 'sort',
      label: { fr: 'Tri', nl: 'Keuze', en: 'Sorting' },
      words: [],
      groups: [
        { boardId: a.boardId, items: [item(a.itemId, 'Le glossaire')] },
        { boardId: b.boardId, items: [item(b.itemId, 'Un glossaire')] },
      ],
    },
  ],
  pairs: [{ a, b, state, disagreement: [{ label: 'Tri', a: 'Je garde', b: 'Pas pour moi' }] }],
  targets: [],
})

test('each of a pair is told the other with its group, its own answer first', () => {
  const others = othersByItem(collation('proposed'))
  expect(others.get('meuse-board/shape:a')).toMatchObject([
    { group: 'Sambre', text: 'Un glossaire', differences: [{ own: 'Je garde', other: 'Pas pour moi' }] },
  ])
  expect(others.get('sambre-board/shape:b')).toMatchObject([
    { group: 'Meuse', text: 'Le glossaire', differences: [{ own: 'Pas pour moi', other: 'Je garde' }] },
  ])
})

test('what was kept apart is told nowhere', () => {
  expect(othersByItem(collation('apart')).size).toBe(0)
})
