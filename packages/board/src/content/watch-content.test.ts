import { expect, test } from 'vitest'
import { addItem, addItems } from '../edit/add-item.ts'
import { setItemText } from '../edit/set-text.ts'
import { openMethodRoom } from '../testing/method-room.ts'
import { watchContent } from './watch-content.ts'

function watch() {
  const open = openMethodRoom()
  const frames: (() => void)[] = []
  const nextFrame = (run: () => void) => {
    frames.push(run)
    return () => frames.splice(frames.indexOf(run), 1)
  }
  const watched = watchContent(open.anna.doc, { lang: 'fr', nextFrame })
  let told = 0
  watched.subscribe(() => {
    told += 1
  })
  const passFrame = () => {
    for (const run of frames.splice(0)) run()
  }
  return { ...open, watched, passFrame, told: () => told, frames }
}

test('many changes between two frames are told once', () => {
  const { anna, as, watched, passFrame, told, frames } = watch()
  for (const text of ['un', 'deux', 'trois']) addItem(as(anna), { zoneId: 'ideas', text })
  expect(frames.length).toBe(1)
  expect(told()).toBe(0)
  passFrame()
  expect(told()).toBe(1)
  expect(watched.content()?.zones[0]?.items.map(({ text }) => text)).toEqual(['un', 'deux', 'trois'])
})

test('what did not change stays the same object', () => {
  const { anna, as, watched } = watch()
  const ids = addItems(
    as(anna),
    ['un', 'deux'].map((text) => ({ zoneId: 'ideas', text })),
  )
  const before = watched.content()
  setItemText(as(anna), ids[0] ?? '', 'un et demi')
  const after = watched.content()
  expect(after?.zones[0]?.items[0]?.text).toBe('un et demi')
  expect(after?.zones[0]?.items[1]).toBe(before?.zones[0]?.items[1])
  expect(after?.zones[1]).toBe(before?.zones[1])
  // a change that says nothing new gives nobody anything to draw
  setItemText(as(anna), ids[0] ?? '', 'un et trois quarts')
  setItemText(as(anna), ids[0] ?? '', 'un et demi')
  expect(watched.content()).toBe(after)
})

test('the records are those of this moment, and nothing is told after the end', () => {
  const { anna, as, watched, passFrame, told } = watch()
  const id = addItem(as(anna), { zoneId: 'ideas', text: 'un' })
  expect(watched.records().has(id ?? '')).toBe(true)
  watched.stop()
  passFrame()
  expect(told()).toBe(0)
})
