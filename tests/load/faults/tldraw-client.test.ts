import { expect, test } from 'vitest'
import { changed } from './tldraw-client.ts'

test('a record takes what tldraw says of its fields', () => {
  const record = { id: 'shape:a', x: 1, props: { richText: { content: [{ text: 'a' }] }, url: '' } }
  const after = changed(record, {
    x: ['put', 2],
    props: [
      'patch',
      {
        url: ['delete'],
        richText: ['patch', { content: ['patch', { 0: ['patch', { text: ['append', 'bc', 1] }] }] }],
      },
    ],
  })
  expect(after).toEqual({ id: 'shape:a', x: 2, props: { richText: { content: [{ text: 'abc' }] } } })
  expect(changed({ tags: ['a'] }, { tags: ['append', ['b'], 1] })).toEqual({ tags: ['a', 'b'] })
})
