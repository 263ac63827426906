import type { Span } from '../text/text-view.ts'

/** A direct identifier, Q quasi-identifier, S special or dangerous content. */
export type FindingClass = 'A' | 'Q' | 'S'

/** What an identifier is, with its class. The order settles ties between findings of one length. */
export const FINDING_KINDS = {
  EMAIL: 'A',
  URL: 'A',
  IBAN: 'A',
  PAYREF: 'A',
  NIR: 'S',
  NISS: 'S',
  BCE: 'A',
  SIREN: 'A',
  FILE: 'A',
  SECRET: 'S',
  PLATE: 'A',
  PHONE: 'A',
  HANDLE: 'A',
  ADDR: 'A',
  GRANT: 'A',
  PER: 'A',
  ORG: 'A',
  PRODUCT: 'Q',
  PLACE: 'Q',
  HEALTH: 'S',
  BENEFICIARY: 'S',
  UNION: 'S',
  BELIEF: 'S',
  JUDICIAL: 'S',
  CONFLICT: 'S',
  SECURITY: 'S',
  FUNDER: 'Q',
  EVENT: 'Q',
  ROLE: 'Q',
  MONEY: 'Q',
  COUNT: 'Q',
  DATE: 'Q',
  NAME: 'Q',
} as const satisfies Record<string, FindingClass>

/** The kind of one identifier. */
export type FindingKind = keyof typeof FINDING_KINDS

/** The order in which kinds win a tie. */
export const KIND_ORDER = Object.keys(FINDING_KINDS) as FindingKind[] // Object.keys loses literal keys

/**
 * The detection layer that spoke: checksummed formats, the cohort's roster, lists of names and places; then what only
 * makes a reviewer look: words that may tell who it is, and a model where one is installed.
 */
export type LayerName = 'format' | 'roster' | 'gazetteer' | 'suspect' | 'model'

/**
 * Whether a finding points at somebody on its own, by a layer that is sure: a direct identifier, or a number or
 * secret that only one person or organisation has.
 */
export function isDirect({ kind, layer }: Pick<Sighting, 'kind' | 'layer'>): boolean {
  if (layer === 'suspect' || layer === 'model') return false
  return FINDING_KINDS[kind] === 'A' || kind === 'NISS' || kind === 'NIR' || kind === 'SECRET'
}

/** What a layer saw, in units of the view that it read. */
export interface Sighting extends Span {
  readonly kind: FindingKind
  readonly layer: LayerName
  /** Machine code of the rule, e.g. `iban.checksum`. */
  readonly reason: string
  /** Roster ids that the words may stand for; more than one when two people share a first name. */
  readonly entityIds: readonly string[]
  /** Roster ids of the names that stand inside a file name, an address or a handle; none: nobody known. */
  readonly within?: readonly string[]
}

/** An identifier in a text; offsets count UTF-16 units of the text as typed. */
export interface Finding extends Sighting {
  readonly text: string
  readonly class: FindingClass
}
