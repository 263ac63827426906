import { expect, test } from 'vitest'
import { cropAround } from './crop-around.ts'

const picture = { x: -100, y: -50, width: 4000, height: 2000 }

test('a note is shown with what lies beside it, in the middle', () => {
  expect(cropAround([{ x: 1000, y: 800, width: 200, height: 200 }], picture)).toEqual({
    x: 650,
    y: 600,
    width: 900,
    height: 600,
  })
})

test('the crop never leaves the picture', () => {
  const crop = cropAround([{ x: -90, y: 1900, width: 200, height: 50 }], picture)
  expect(crop).toMatchObject({ x: -100, y: 1350 })
  const small = { x: 0, y: 0, width: 300, height: 200 }
  expect(cropAround([{ x: 10, y: 10, width: 20, height: 20 }], small)).toEqual(small)
})

test('without a place the whole picture is shown', () => {
  expect(cropAround([], picture)).toEqual(picture)
})
