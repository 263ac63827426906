import { expect, test } from 'vitest'
import { boardPath, readAddress } from './page-address.ts'

test('the address of a light page names its board and its view, and no other address does', () => {
  for (const view of ['plan', 'tableau', 'resultats'] as const)
    expect(readAddress(boardPath('b1', view))).toEqual({ boardId: 'b1', view })
  for (const path of ['/', '/tableaux/b1', '/tableaux/b1/instantanes', '/tableaux//plan'])
    expect(readAddress(path)).toBeNull()
})
