import { seededRandom } from '@tablee/cases'

/** One thing that a reader asks for. */
export interface Question {
  readonly kind: 'list' | 'search' | 'facets' | 'case' | 'compare' | 'view'
  readonly path: string
}

const WORDS = [
  'équipe',
  'prestataire',
  'formation',
  'réservations',
  'tablette',
  'budget',
  'planning',
  'fédération',
]
const SECTORS = ['tourisme_social', 'sante_mentale', 'handicap', 'jeunesse', 'reemploi', 'culture']
const KINDS = ['erp', 'crm', 'xrm', 'pms', 'dossier_usager', 'facturation']
const OBSTACLES = ['fr_cout', 'fr_financement_contraint', 'fr_temps', 'fr_resistance']
const LANGUAGES = ['fr', 'nl', 'en']
/** Views over all cases, those that are asked for more than facets each with one such choice. */
const VIEWS = [
  'matrice?axe=obstacle',
  'matrice?axe=effect',
  'miroir?',
  'effets?role=DIR',
  'couverture?colonnes=outcome',
  'parcours?',
  'mutualisation?',
  'financement?',
  'enjeux?enjeu=en_changement',
  ...Array.from({ length: 13 }, (_, at) => `questions?question=q${at + 1}`),
]

/** What readers ask of a library, drawn from a seed: lists, words, facets that combine, cases, comparisons, views. */
export function* questions(slugs: readonly string[], seed: string): Generator<Question> {
  const random = seededRandom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const lang = (): string => `lang=${pick(LANGUAGES)}`
  const words = (): string => encodeURIComponent(`${pick(WORDS)}${random() < 0.3 ? ` ${pick(WORDS)}` : ''}`)
  for (;;) {
    const page = 1 + Math.floor(random() * 20)
    yield { kind: 'list', path: `/cas?page=${page}&${lang()}` }
    yield { kind: 'search', path: `/cas?q=${words()}&page=${1 + (page % 3)}&${lang()}` }
    yield { kind: 'facets', path: `/cas?sector=${pick(SECTORS)}&projectKind=${pick(KINDS)}&${lang()}` }
    yield {
      kind: 'facets',
      path: `/cas?q=${words()}&sector=${pick(SECTORS)}&sector=${pick(SECTORS)}&obstacle=${pick(OBSTACLES)}&${lang()}`,
    }
    yield { kind: 'case', path: `/cas/${pick(slugs)}?${lang()}` }
    yield {
      kind: 'compare',
      path: `/cas/comparer?cas=${pick(slugs)}&cas=${pick(slugs)}&cas=${pick(slugs)}&${lang()}`,
    }
    yield { kind: 'view', path: `/cas/vues/${pick(VIEWS)}&${lang()}` }
  }
}
