import { expect, test } from 'vitest'
import { inOrderOfNeed, type PendingChanges } from './pending-changes.ts'

const create = (id: string, parentId = 'page:page'): Parameters<PendingChanges['set']> => [
  id,
  { kind: 'create', record: { id, typeName: id.startsWith('binding:') ? 'binding' : 'shape', parentId } },
]

function orderOf(changes: PendingChanges): string[] {
  return [...inOrderOfNeed(changes).keys()]
}

test('what was done at once is written so that each record comes after what it needs', () => {
  const changes: PendingChanges = new Map([
    ['shape:gone', { kind: 'delete' }],
    create('binding:b'),
    create('shape:inner', 'shape:group'),
    create('shape:group', 'shape:frame'),
    ['shape:moved', { kind: 'update', fields: new Map([['x', 1]]) }],
    create('shape:frame'),
    create('shape:arrow'),
  ])
  expect(orderOf(changes)).toEqual([
    'shape:frame',
    'shape:group',
    'shape:inner',
    'shape:arrow',
    'shape:moved',
    'binding:b',
    'shape:gone',
  ])
  expect(new Set(inOrderOfNeed(changes))).toEqual(new Set(changes))
})

test('records that lie in each other are all written', () => {
  const changes: PendingChanges = new Map([create('shape:a', 'shape:b'), create('shape:b', 'shape:a')])
  expect(orderOf(changes).sort()).toEqual(['shape:a', 'shape:b'])
})
