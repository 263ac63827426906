import { expect, test } from 'vitest'
import { openMethodRoom } from '../testing/method-room.ts'
import { addItem } from './add-item.ts'
import { setColour } from './set-colour.ts'
import { decodeBoard } from './writer.ts'

test('who wrote a note gives it another colour; another participant does not, nor one that is gone', () => {
  const { anna, ben, room, as } = openMethodRoom()
  const id = addItem(as(anna), { zoneId: 'rows', text: 'dormir' }) ?? ''
  room.tick()
  expect(setColour(as(anna), id, 'light-green')).toBe(true)
  room.tick()
  expect(decodeBoard(ben.doc).get(id)?.props).toMatchObject({ color: 'light-green' })
  expect(setColour(as(ben), id, 'red')).toBe(false)
  expect(setColour(as(anna), 'shape:gone', 'red')).toBe(false)
})
