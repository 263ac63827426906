import { expect, test } from 'vitest'
import { OpeningRate } from './opening-rate.ts'

test('a person opens sixty sockets at once, then four a second; nobody else waits for her', () => {
  let nowMs = 0
  const rate = new OpeningRate(() => nowMs)
  for (let time = 0; time < 60; time++) rate.spend('eve')
  expect(() => rate.spend('eve')).toThrow('rate_limited')
  rate.spend('anna')
  nowMs += 1_000
  for (let time = 0; time < 4; time++) rate.spend('eve')
  expect(() => rate.spend('eve')).toThrow('rate_limited')
  nowMs += 60_000
  for (let time = 0; time < 60; time++) rate.spend('eve')
})
