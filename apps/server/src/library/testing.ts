import {
  CASE_FACETS,
  MATURITY_AXES,
  MATURITY_CHANGES,
  type PublishedCase,
  readPublishedCase,
  seededRandom,
} from '@tablee/cases'
import { VOCABULARIES } from '@tablee/templates'
import { DEMO_CASES } from '../demo/demo-library.ts'

const SENTENCES = DEMO_CASES.flatMap(({ sections }) => sections).flatMap(({ id, statements }) =>
  statements.map(({ text }) => ({ section: id, text })),
)
const FIRST = [
  'Atelier',
  'Maison',
  'Comptoir',
  'Relais',
  'Jardin',
  'Cercle',
  'Grenier',
  'Verger',
  'Phare',
  'Pont',
]
const SECOND = [
  'du Canal',
  'des Tilleuls',
  'de la Butte',
  'du Vieux Four',
  'des Saules',
  'de l’Écluse',
  'du Moulin',
]
const termsOf = (vocabulary: string): string[] =>
  VOCABULARIES.find(({ id }) => id === vocabulary)?.terms.map(({ id }) => id) ?? []
const [ROLES, SIGNS, PHASES, STAKES, AUDIENCES] = [
  termsOf('roleClass'),
  termsOf('effectPolarity'),
  termsOf('phase'),
  termsOf('stake'),
  termsOf('audience'),
] as const
const KEYWORDS = ['entraide', 'pas à pas', 'accueil', 'données', 'budget', 'stock', 'bénévoles', 'essais']
/** Sentences of a case. */
const STATEMENTS = 40

/** Fictional cases, as many as asked: sentences and terms drawn from the seed, terms of a facet unevenly. */
export function sampleCases(count: number, seed = 'library'): PublishedCase[] {
  const random = seededRandom(seed)
  const beside = seededRandom(`${seed} beside`)
  const drawn = <T>(list: readonly T[], number: number): T => {
    const found = list[Math.floor(number ** 2 * list.length)]
    if (found === undefined) throw new Error('nothing to draw from')
    return found
  }
  const pick = <T>(list: readonly T[]): T => drawn(list, random())
  /** Of what stands beside the sentences: which sentences there are does not hang on it. */
  const add = <T>(list: readonly T[]): T => drawn(list, beside())
  const some = (vocabulary: string, most: number): string[] => {
    const terms = termsOf(vocabulary)
    return [...new Set(Array.from({ length: Math.ceil(random() * most) }, () => pick(terms)))]
  }
  return Array.from({ length: count }, (_, number) => {
    const said = Array.from({ length: STATEMENTS }, () => pick(SENTENCES))
    const ids = [...new Set(said.map(({ section }) => section))]
    const publicName = `${pick(FIRST)} ${pick(SECOND)} ${number}`
    const tagged = ['opportunity', 'obstacle', 'effect']
    const tags: Record<string, unknown> = {}
    for (const { id, vocabulary, shape } of CASE_FACETS) {
      const terms = some(vocabulary, shape === 'one' ? 1 : 3)
      if (shape === 'one') tags[id] = terms[0] ?? null
      else if (shape === 'bands') tags[id] = terms.map((source) => ({ source, band: null }))
      else if (shape === 'many') tags[id] = terms
    }
    return readPublishedCase({
      format: 2,
      id: `${seed}-document-${number}`,
      slug: `cas-${seed}-${number}`,
      version: 1,
      lang: 'fr',
      year: 2020 + (number % 7),
      meta: {
        publicName,
        tags: {
          ...tags,
          keywords: [...new Set([add(KEYWORDS), add(KEYWORDS)])],
          period: null,
          maturity: MATURITY_AXES.map(({ id: axis }) => ({ axis, change: add(MATURITY_CHANGES) })),
        },
        perspectives: [],
      },
      sections: ids.map((id) => ({
        id,
        statements: said
          .filter(({ section }) => section === id)
          .map(({ text }, at) => ({
            id: `${id}-${at}`,
            text: `${text} ${pick(SENTENCES).text}`,
            tags: at === 0 ? some(pick(tagged), 1) : [],
            role: add(ROLES),
            sign: add(SIGNS),
            phase: add(PHASES),
            relTime: `M+${at * 4}`,
            stake: add(STAKES),
            audience: add(AUDIENCES),
            // the second answers the first, the third tells it otherwise
            ...(at === 1 && { of: `${id}-0` }),
            ...(at === 2 && { contrast: [`${id}-0`] }),
          })),
      })),
    })
  })
}
