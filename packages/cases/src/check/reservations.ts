import { termLabel } from '@tablee/templates'
import type { FindingKind } from '../detect/finding.ts'
import type { CaseTags } from '../draft/case-tags.ts'
import type { FindingDecision } from '../draft/finding-decisions.ts'

/** What an organisation may ask not to be told about. */
export const RESERVED_TOPICS = [
  'conflict',
  'health',
  'money',
  'union',
  'dates',
  'partners',
  'images',
  'quotes',
] as const
/** What an organisation may ask not to be told about. */
export type ReservedTopic = (typeof RESERVED_TOPICS)[number]

/** Facets of a case that may tell about what was reserved. */
const RESERVED_FACETS = ['funding', 'pooling', 'poolingGovernance', 'period'] as const
/** A facet of a case that may tell about what was reserved. */
type ReservedFacet = (typeof RESERVED_FACETS)[number]

interface Reserved {
  readonly kinds: readonly FindingKind[]
  /** Tags that tell the same without the words; all terms of `facets` do. */
  readonly tags: readonly string[]
  /** Facets of the case that tell the same. */
  readonly facets: readonly ReservedFacet[]
  /** Whether taking the words out is enough; a quarrel is told by the rest of its sentence. */
  readonly isGoneWhenRemoved: boolean
}

const RESERVED: Readonly<Record<ReservedTopic, Reserved>> = {
  conflict: { kinds: ['CONFLICT'], tags: ['fr_relationnel'], facets: [], isGoneWhenRemoved: false },
  health: { kinds: ['HEALTH', 'BENEFICIARY'], tags: [], facets: [], isGoneWhenRemoved: true },
  money: {
    kinds: ['MONEY', 'GRANT'],
    tags: ['fr_cout', 'fr_couts_caches'],
    facets: ['funding'],
    isGoneWhenRemoved: true,
  },
  union: { kinds: ['UNION'], tags: [], facets: [], isGoneWhenRemoved: true },
  dates: { kinds: ['DATE'], tags: [], facets: ['period'], isGoneWhenRemoved: true },
  partners: {
    kinds: ['ORG'],
    tags: [],
    facets: ['pooling', 'poolingGovernance'],
    isGoneWhenRemoved: true,
  },
  images: { kinds: [], tags: [], facets: [], isGoneWhenRemoved: true },
  quotes: { kinds: [], tags: [], facets: [], isGoneWhenRemoved: true },
}

/** Says that there is none: nothing about partners. */
const NO_POOLING = 'mu_aucune'

/**
 * A text that is to be published, as the reservations read it: a statement, the keywords, the public name, or what is
 * read out of a picture.
 */
export interface ReservedText {
  readonly id: string
  /** Whether a picture stands with it. */
  readonly isImage: boolean
  readonly tags: readonly string[]
  /** Whether somebody's words stand in it. */
  readonly isQuote: boolean
  readonly findings: readonly {
    readonly kind: FindingKind
    /** Whether it is the organisation itself, which her reservations are not about. */
    readonly isOwn: boolean
    readonly action: FindingDecision['action'] | null
  }[]
}

/** A text that tells about what was reserved. */
export interface OpenReservation {
  readonly statementId: string
  readonly topic: ReservedTopic
  /** Tags that tell it too; they may stay in counts only. */
  readonly tags: readonly string[]
}

/**
 * The texts that still tell about a reserved topic (R103): by a finding of its kinds that was not taken out, by a tag,
 * by being a quote, by the picture that they stand with. They are dropped or reworded until nothing is found; their
 * tags go to the counts.
 */
export function openReservations(
  texts: readonly ReservedText[],
  topics: readonly ReservedTopic[],
): OpenReservation[] {
  return texts.flatMap((text) =>
    topics.flatMap((topic): OpenReservation[] => {
      const { kinds, tags, facets, isGoneWhenRemoved } = RESERVED[topic]
      const told = text.findings.some(
        ({ kind, isOwn, action }) =>
          kinds.includes(kind) && !isOwn && !(isGoneWhenRemoved && action === 'remove'),
      )
      const toldByTags = text.tags.filter(
        (tag) =>
          tags.includes(tag) ||
          (tag !== NO_POOLING && facets.some((facet) => termLabel(facet, tag, 'fr') !== undefined)),
      )
      const isShown = (topic === 'quotes' && text.isQuote) || (topic === 'images' && text.isImage)
      if (!told && toldByTags.length === 0 && !isShown) return []
      return [{ statementId: text.id, topic, tags: toldByTags }]
    }),
  )
}

/** A facet of a case that tells about what was reserved. */
export interface OpenFacet {
  readonly topic: ReservedTopic
  readonly facet: ReservedFacet
}

/** The facets of a case that tell about a reserved topic (R103): who paid, with whom, when. They are left out. */
export function reservedFacets(tags: CaseTags, topics: readonly ReservedTopic[]): OpenFacet[] {
  return topics.flatMap((topic) =>
    RESERVED[topic].facets
      .filter((facet) => isTold(tags, facet))
      .map((facet): OpenFacet => ({ topic, facet })),
  )
}

function isTold(tags: CaseTags, facet: ReservedFacet): boolean {
  if (facet === 'period') return tags.period !== null
  return facet === 'pooling' ? tags.pooling.some((term) => term !== NO_POOLING) : tags[facet].length > 0
}
