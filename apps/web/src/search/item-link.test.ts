import { expect, test } from 'vitest'
import { itemFragment, linkedItem } from './item-link.ts'

test('the item of a link is read as it was written', () => {
  expect(linkedItem(`#${itemFragment('shape:a-b_c+d')}`)).toBe('shape:a-b_c+d')
})

test('other fragments name no item', () => {
  for (const hash of ['', '#', '#item=', '#z-needs']) expect(linkedItem(hash)).toBeNull()
})
