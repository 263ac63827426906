import { expect, test } from 'vitest'
import { seededRandom } from '../text/seeded-random.ts'
import { checkFacets, type Described } from './facet-check.ts'
import { CHECKED_FACETS, facetsOf, type ShownFacets } from './facets.ts'

/** Sector, kind of organisation, size and kind of project of the fifteen fictional organisations of the gold boards. */
const COHORT = [
  ['reemploi', 'asbl', 't2_10_49', 'erp'],
  ['construction', 'asbl', 't3_50_199', 'chantier'],
  ['services_personnes', 'asbl', 't3_50_199', 'rh_planning'],
  ['alimentation', 'cooperative', 't1_1_9', 'vente_en_ligne'],
  ['aide_jeunesse', 'service_agree', 't2_10_49', 'cahier_communication'],
  ['sante_mentale', 'service_agree', 't2_10_49', 'dossier_usager'],
  ['travail_adapte', 'asbl', 't4_200', 'erp'],
  ['reemploi', 'asbl', 't2_10_49', 'caisse'],
  ['formation', 'asbl', 't1_1_9', 'crm'],
  ['environnement', 'cooperative', 't1_1_9', 'intranet_membres'],
  ['mobilite', 'asbl', 't2_10_49', 'rh_planning'],
  ['sante_premiere_ligne', 'asbl', 't2_10_49', 'tableau_bord'],
  ['culture', 'asbl', 't1_1_9', 'site_visibilite'],
  ['federation_sectorielle', 'federation', 't1_1_9', 'intranet_membres'],
  ['precarite_logement', 'asbl', 't2_10_49', 'crm'],
].map(([sector, orgType, size, projectKind], at) => ({
  organisations: [`o-${at + 1}`],
  facets: facetsOf({ sector, orgType, size, projectKind, region: 'be_wal' }),
}))
const others = COHORT.slice(1)
const RIVE = {
  sector: ['reemploi'],
  size: 't2_10_49',
  orgType: 'asbl',
  region: ['be_wal'],
  projectKind: ['erp'],
}

test('D11 hiding the proposed facet turns red to green', () => {
  const neighbours = (region: string): Described[] =>
    [1, 2].map((at) => ({
      organisations: [`${region}-${at}`],
      facets: facetsOf({ sector: 'reemploi', size: 't2_10_49', region }),
    }))
  const library = [...neighbours('be_bru'), ...neighbours('be_vla')]
  const shown = facetsOf({ sector: ['reemploi'], size: 't2_10_49', region: ['be_wal'] })
  const red = checkFacets(shown, { cohort: library, library })
  expect(red).toMatchObject({ cohort: 1, library: 1, isSafe: false })
  const [best] = red.proposals
  expect(best?.steps).toEqual([{ facet: 'region', level: 'hidden' }])
  const green = checkFacets(best?.facets ?? shown, { cohort: library, library })
  expect(green).toEqual({ cohort: 5, library: 5, isSafe: true, proposals: [] })
})

test('R100 the case of the gold boards stands out in its cohort, and the way out is the smallest', () => {
  const check = checkFacets(facetsOf(RIVE), { cohort: others, library: others })
  expect(check).toMatchObject({ cohort: 1, isSafe: false })
  for (const { facets, cohort } of check.proposals) {
    expect(cohort).toBeGreaterThanOrEqual(3)
    expect(checkFacets(facets, { cohort: others, library: others }).isSafe).toBe(true)
  }
  expect(check.proposals.length).toBeGreaterThan(0)
})

test('R100 a coarser word counts those under it', () => {
  const shop = { organisations: ['shop'], facets: facetsOf({ sector: 'seconde_main' }) }
  const two = [...others, shop]
  const shown = facetsOf({ sector: ['reemploi'] })
  const { proposals } = checkFacets(shown, { cohort: two, library: two })
  expect(proposals[0]).toMatchObject({
    steps: [{ facet: 'sector', level: 'group' }],
    facets: { sector: ['gs_circulaire'] },
    cohort: 3,
  })
})

test('R100 what is not known of others makes nothing safer', () => {
  const unknown = ['a', 'b', 'c', 'd'].map((organisation) => ({
    organisations: [organisation],
    facets: facetsOf({}),
  }))
  expect(checkFacets(facetsOf(RIVE), { cohort: unknown, library: unknown })).toMatchObject({
    cohort: 1,
    library: 1,
  })
})

test('R100 several cases of one organisation are one', () => {
  const cases = ['a', 'a', 'a', 'b'].map((organisation) => ({
    organisations: [organisation],
    facets: facetsOf({ sector: ['reemploi'] }),
  }))
  expect(checkFacets(facetsOf({ sector: ['reemploi'] }), { cohort: cases, library: cases }).library).toBe(3)
})

test('R100 who shows two sectors is only like those of whom both are known', () => {
  const shown = facetsOf({ sector: ['reemploi', 'insertion'] })
  const both = {
    organisations: ['both'],
    facets: facetsOf({ sector: ['insertion', 'reemploi', 'formation'] }),
  }
  expect(checkFacets(shown, { cohort: [...others, both], library: [] }).cohort).toBe(2)
})

test('R100 who shows nothing stands out nowhere, not even in an empty library', () => {
  expect(checkFacets(facetsOf({}), { cohort: [], library: [] }).isSafe).toBe(true)
  const { proposals } = checkFacets(facetsOf({ region: 'be_wal' }), { cohort: others, library: [] })
  expect(proposals[0]?.facets).toEqual(facetsOf({}))
})

test('R100 a region tells its country', () => {
  const shown = facetsOf({ country: ['be'] })
  expect(checkFacets(shown, { cohort: others, library: others })).toMatchObject({ cohort: 15, isSafe: true })
})

test('R100 cases that several organisations share hide behind as many as they are of, and a case of nobody behind none', () => {
  const described = (...owners: string[][]): Described[] =>
    owners.map((organisations) => ({ organisations, facets: facetsOf({ sector: 'reemploi' }) }))
  const inLibrary = (...owners: string[][]) =>
    checkFacets(facetsOf({ sector: 'reemploi' }), { cohort: [], library: described(...owners) }).library
  expect(inLibrary(['a', 'b', 'c'])).toBe(2)
  expect(inLibrary(['a'], ['a', 'b'], ['a', 'b'])).toBe(3)
  expect(inLibrary(['a'], ['a'], ['a'], [])).toBe(2)
  expect(inLibrary(['a', 'b'], ['b', 'c'], ['c', 'a'], ['d'])).toBe(5)
})

test('R100 the lattice of 300 organisations is looked through while an editor waits: some 10 ms, no combination by combination', () => {
  const random = seededRandom('lattice')
  const pick = (facet: keyof ShownFacets): string => {
    const terms = COHORT.flatMap(({ facets }) => facets[facet])
    return terms[Math.floor(random() * terms.length)] ?? ''
  }
  const many = Array.from({ length: 300 }, (_, at) => ({
    organisations: [`o-${at}`],
    facets: facetsOf(Object.fromEntries(CHECKED_FACETS.map((facet) => [facet, pick(facet)]))),
  }))
  const shown = facetsOf({ ...RIVE, country: ['be'] })
  const from = performance.now()
  checkFacets(shown, { cohort: many, library: many })
  // far from any machine's pace: all combinations of all organisations would take minutes
  expect(performance.now() - from).toBeLessThan(2_000)
})
