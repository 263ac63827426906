import { WORKSHOP_FACT, type WorkshopFact } from '@tablee/board/content'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { calledAway, followWorkshop } from './follow-workshop.ts'

const fact = (more: Partial<WorkshopFact>): WorkshopFact => ({
  workshopId: 'w',
  kind: 'group',
  state: 'running',
  here: 'plenary',
  at: 0,
  revision: 1,
  ...more,
})

test('people are called away from the board where they are not expected, while the session runs', () => {
  expect(calledAway(fact({}))).toBe('plenary')
  expect(calledAway(fact({ here: 'groups' }))).toBeNull()
  expect(calledAway(fact({ kind: 'plenary' }))).toBeNull()
  expect(calledAway(fact({ kind: 'plenary', here: 'groups' }))).toBe('groups')
  // one-to-one, days after
  expect(calledAway(fact({ kind: 'coaching' }))).toBeNull()
  expect(calledAway(fact({ kind: 'collated' }))).toBeNull()
  expect(calledAway(fact({ state: 'planned' }))).toBeNull()
  expect(calledAway(fact({ state: 'closed' }))).toBeNull()
  expect(calledAway(null)).toBeNull()
})

test('a change is told, and other facts of the board are not', () => {
  const doc = new Y.Doc()
  const followed = followWorkshop(doc)
  let told = 0
  const stop = followed.subscribe(() => {
    told += 1
  })
  doc.getMap('meta').set('result:x', 1)
  expect(told).toBe(0)
  doc.getMap('meta').set(WORKSHOP_FACT, fact({}))
  expect(followed.get()).toMatchObject({ here: 'plenary' })
  expect(told).toBe(1)
  stop()
  doc.getMap('meta').delete(WORKSHOP_FACT)
  expect(told).toBe(1)
})
