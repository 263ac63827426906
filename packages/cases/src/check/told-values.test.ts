import { expect, test } from 'vitest'
import { NO_TAGS } from '../draft/case-tags.ts'
import { rareValues, toldValues } from './told-values.ts'

const FUNDED = {
  ...NO_TAGS,
  funding: [{ source: 'fi_fondation', band: 'b3' }],
  period: '2023–2024',
  members: 'm2_10_49',
  sites: null,
}
const library = (tags: Partial<typeof FUNDED>, ...owners: string[]) =>
  owners.map((owner) => ({ organisations: [owner], told: toldValues({ ...FUNDED, ...tags }, []) }))
const rare = (told: ReturnType<typeof toldValues>, others: ReturnType<typeof library>) =>
  rareValues(told, others).map(({ facet }) => facet)

test('R106 a funder with its band, a period, members and sites are told when three organisations share them', () => {
  const told = toldValues(FUNDED, [])
  expect(rare(told, [])).toEqual(['members', 'funding', 'period'])
  expect(rare(told, library({}, 'a', 'b'))).toEqual([])
  // two cases of one organisation are one
  expect(rare(told, library({}, 'a', 'a'))).toEqual(['members', 'funding', 'period'])
  // the same funder with another amount is another grant
  expect(rare(told, library({ funding: [{ source: 'fi_fondation', band: 'b2' }] }, 'a', 'b'))).toEqual([
    'funding',
  ])
  expect(
    rare(
      toldValues({ ...NO_TAGS, funding: [{ source: 'fi_fondation', band: null }] }, []),
      library({}, 'a', 'b'),
    ),
  ).toEqual([])
})

test('R106 how things are shared counts where a sentence says it too', () => {
  expect(toldValues(NO_TAGS, ['fr_cout', 'op_prix'])).toEqual([])
  const term = 'mu_co_developpement'
  expect(toldValues(NO_TAGS, [term, 'fr_cout', term])).toEqual([
    { facet: 'pooling', value: term, band: null },
  ])
})

test('R106 how a project ended, where its solution came from, its phases and its stakes count like every value that is shown', () => {
  const told = toldValues(
    {
      ...NO_TAGS,
      outcome: ['ou_arrete'],
      sourcing: ['so_detournement'],
      phase: ['ph_test'],
      stakes: ['en_travail'],
    },
    [],
  )
  expect(rareValues(told, []).map(({ facet }) => facet)).toEqual(['sourcing', 'phase', 'outcome', 'stakes'])
  const alike = ['a', 'b'].map((owner) => ({ organisations: [owner], told }))
  expect(rareValues(told, alike)).toEqual([])
})
