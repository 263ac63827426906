import type { BoardSummary } from '@tablee/contract'
import { expect, test } from 'vitest'
import { groupBoards } from './group-boards.ts'

const title = { fr: 'M', nl: 'M', en: 'M' }
const board = (id: string, organisation: string | null, createdAt: string): BoardSummary => ({
  id,
  title: id,
  status: 'open',
  organisation: organisation === null ? null : { id: organisation, name: organisation },
  template: { id: 'needs', version: '1', family: 'needs', title },
  newerVersion: null,
  createdAt,
})

test('the boards of everybody come first, then organisations by name, newest board first', () => {
  const groups = groupBoards([
    board('old', 'Zoé asbl', '2026-01-01T00:00:00Z'),
    board('new', 'Zoé asbl', '2026-02-01T00:00:00Z'),
    board('a', 'Ateliers', '2026-01-01T00:00:00Z'),
    board('plenary', null, '2026-01-01T00:00:00Z'),
  ])
  expect(groups.map(({ organisation, boards }) => [organisation?.name, boards.map(({ id }) => id)])).toEqual([
    [undefined, ['plenary']],
    ['Ateliers', ['a']],
    ['Zoé asbl', ['new', 'old']],
  ])
})
