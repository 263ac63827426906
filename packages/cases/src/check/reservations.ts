import type { FindingKind } from '../detect/finding.ts'
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

interface Reserved {
  readonly kinds: readonly FindingKind[]
  /** Tags that tell the same without the words. */
  readonly tags: readonly string[]
  /** Whether taking the words out is enough; a quarrel is told by the rest of its sentence. */
  readonly isGoneWhenRemoved: boolean
}

const RESERVED: Readonly<Record<ReservedTopic, Reserved>> = {
  conflict: { kinds: ['CONFLICT'], tags: ['fr_relationnel'], isGoneWhenRemoved: false },
  health: { kinds: ['HEALTH', 'BENEFICIARY'], tags: [], isGoneWhenRemoved: true },
  money: { kinds: ['MONEY', 'GRANT'], tags: ['fr_cout', 'fr_couts_caches'], isGoneWhenRemoved: true },
  union: { kinds: ['UNION'], tags: [], isGoneWhenRemoved: true },
  dates: { kinds: ['DATE'], tags: [], isGoneWhenRemoved: true },
  partners: { kinds: ['ORG'], tags: [], isGoneWhenRemoved: true },
  images: { kinds: [], tags: [], isGoneWhenRemoved: true },
  quotes: { kinds: [], tags: [], isGoneWhenRemoved: true },
}

/** A statement that is to be published, as the reservations read it. */
export interface ReservedStatement {
  readonly id: string
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

/** A statement that tells about what was reserved. */
export interface OpenReservation {
  readonly statementId: string
  readonly topic: ReservedTopic
  /** Tags that tell it too; they may stay in counts only. */
  readonly tags: readonly string[]
}

/**
 * The statements that still tell about a reserved topic (R103): by a finding of its kinds that was not taken out, by a
 * tag, by being a quote. They are dropped or reworded until nothing is found; their tags go to the counts.
 */
export function openReservations(
  statements: readonly ReservedStatement[],
  topics: readonly ReservedTopic[],
): OpenReservation[] {
  return statements.flatMap((statement) =>
    topics.flatMap((topic): OpenReservation[] => {
      const { kinds, tags, isGoneWhenRemoved } = RESERVED[topic]
      const told = statement.findings.some(
        ({ kind, isOwn, action }) =>
          kinds.includes(kind) && !isOwn && !(isGoneWhenRemoved && action === 'remove'),
      )
      const toldByTags = statement.tags.filter((tag) => tags.includes(tag))
      const isQuoted = topic === 'quotes' && statement.isQuote
      if (!told && toldByTags.length === 0 && !isQuoted) return []
      return [{ statementId: statement.id, topic, tags: toldByTags }]
    }),
  )
}
