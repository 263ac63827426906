import { expect, test } from 'vitest'
import { bulletsOf, textOf } from './synthesis-text.ts'

test('a line is a point, with or without a sign before it', () => {
  expect(bulletsOf('- Former tôt\n• Garder une personne de relais\n\n  Mutualiser - un peu  ')).toEqual([
    'Former tôt',
    'Garder une personne de relais',
    'Mutualiser - un peu',
  ])
})

test('what was written is read again, in its language alone', () => {
  const syntheses = [{ stake: 'en_strategie', lang: 'fr' as const, bullets: ['Un', 'Deux'], found: [] }]
  expect(textOf(syntheses, { stake: 'en_strategie', lang: 'fr' })).toBe('Un\nDeux')
  expect(textOf(syntheses, { stake: 'en_strategie', lang: 'nl' })).toBe('')
})
