/** How a facet is filled: several terms, one term, sources with a band each, or read off the statements. */
type FacetShape = 'many' | 'one' | 'bands' | 'computed'

/** One thing by which cases are found, compared and counted. */
export interface CaseFacet {
  readonly id: string
  /** The vocabulary that its terms are from. */
  readonly vocabulary: string
  readonly shape: FacetShape
}

/**
 * Every facet of a case in reading order: the one list that the draft, the contract, the screens and the library go
 * by. What is computed is never typed: `perspectives` are the roles of the statements, the last three their tags.
 */
export const CASE_FACETS = [
  { id: 'sector', vocabulary: 'sector', shape: 'many' },
  { id: 'orgType', vocabulary: 'orgType', shape: 'many' },
  { id: 'country', vocabulary: 'country', shape: 'many' },
  { id: 'region', vocabulary: 'region', shape: 'many' },
  { id: 'size', vocabulary: 'size', shape: 'one' },
  { id: 'members', vocabulary: 'members', shape: 'one' },
  { id: 'sites', vocabulary: 'sites', shape: 'one' },
  { id: 'projectKind', vocabulary: 'projectKind', shape: 'many' },
  { id: 'sourcing', vocabulary: 'sourcing', shape: 'many' },
  { id: 'phase', vocabulary: 'phase', shape: 'many' },
  { id: 'outcome', vocabulary: 'outcome', shape: 'many' },
  { id: 'pooling', vocabulary: 'pooling', shape: 'many' },
  { id: 'poolingGovernance', vocabulary: 'poolingGovernance', shape: 'many' },
  { id: 'funding', vocabulary: 'funding', shape: 'bands' },
  { id: 'support', vocabulary: 'support', shape: 'many' },
  { id: 'stakes', vocabulary: 'stake', shape: 'many' },
  { id: 'perspectives', vocabulary: 'roleClass', shape: 'computed' },
  { id: 'opportunity', vocabulary: 'opportunity', shape: 'computed' },
  { id: 'obstacle', vocabulary: 'obstacle', shape: 'computed' },
  { id: 'effect', vocabulary: 'effect', shape: 'computed' },
] as const satisfies readonly CaseFacet[]

/** The id of a facet. */
export type CaseFacetId = (typeof CASE_FACETS)[number]['id']

/** The vocabularies that a statement is tagged from. A term's id is in one of them only. */
export const STATEMENT_VOCABULARIES = [
  'opportunity',
  'obstacle',
  'effect',
  'pooling',
  'poolingGovernance',
] as const
