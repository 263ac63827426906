import { canonicalJson } from '@tablee/board'
import { type Finding, findIdentifiers, findInLabel, type PublishedCase, type Roster } from '@tablee/cases'
import {
  CONSENT_LEVELS,
  CONSENT_SPREADS,
  type ConsentLevel,
  type ConsentSpread,
  isGranted,
} from '@tablee/contract'
import type { StoredCase } from '../publication/draft-store.ts'
import { publishableHash, publishableOf } from '../publication/publishable.ts'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { ApprovalFacts } from './approval-facts.ts'
import { asGiven, narrowestSpread } from './spread-given.ts'
import type { StatementRow } from './store.ts'

/** How one organisation stands to a case as it reads now. */
interface OrganisationApproval {
  readonly organisationId: string
  /** `partner`: no board of hers is in the case, but its text names her. */
  readonly part: 'own' | 'partner'
  readonly general: StatementRow | null
  /** With the readers that it was given for. */
  readonly ofCase: StatementRow | null
  /** Her last yes was to another text. */
  readonly outdated: boolean
  readonly refused: boolean
  /** The text says more of her than she agreed to. */
  readonly exceeded: boolean
  /** She has agreed to exactly this text, and nothing of it goes further than she agreed. */
  readonly approved: boolean
  /** She has agreed to it and to everybody as readers: its tags may enter the totals, even where its text may not go out. */
  readonly countable: boolean
}

/** Who has agreed to a case as it reads now, and who has read it. */
export interface Approvals {
  /** Of the text as it reads now; null while decisions are missing. */
  readonly textHash: string | null
  /** Who will read it: the fewest that any organisation agreed to; the cohort as long as nobody agreed to anything. */
  readonly spread: ConsentSpread
  /** Whom an organisation is asked about: the fewest that any of them allows before any case, and none agrees to more. */
  readonly askedSpread: ConsentSpread
  readonly organisations: readonly OrganisationApproval[]
  readonly reading: {
    /** Of what a second reader reads: the text, and why nobody would guess. Null while decisions are missing. */
    readonly hash: string | null
    readonly done: boolean
    readonly objected: boolean
  }
}

/** What of this keeps a case from the public. */
export interface ApprovalObstacle {
  readonly code:
    | 'consent_refused'
    | 'consent_level_exceeded'
    | 'case_consent_missing'
    | 'case_second_reader_missing'
  readonly organisationIds: readonly string[]
}

/**
 * How every organisation of a case stands to the text as it reads now: those on whose boards it rests, and those that
 * it names. Silence is no, a yes to another text is none, and so is one whose own words cannot be read any more.
 */
export function approvalsOf(stored: StoredCase, roster: Roster, facts: ApprovalFacts): Approvals {
  const publishable = publishableOf(stored, roster)
  const textHash = publishable && publishableHash(publishable)
  const { organisationIds, named, isStrangerNamed } = concernedBy(stored, publishable?.document ?? null, {
    roster,
    facts,
  })
  const organisations = organisationIds.map((organisationId): OrganisationApproval => {
    const general = facts.general.get(organisationId) ?? null
    const kept = facts.ofCase.get(organisationId)
    const ofCase = kept ? asGiven(kept, { organisationIds, generals: facts.generals }) : null
    const answers = [general, ofCase]
    const isYes = answers.every(
      (answer) => answer !== null && isGranted(answer.state) && !facts.unreadable.has(answer.id),
    )
    const isToday = textHash !== null && ofCase?.text_hash === textHash
    const exceeded = isYes && goesFurther(answers, isStrangerNamed || named.has(organisationId))
    return {
      organisationId,
      part: stored.organisationIds.includes(organisationId) ? 'own' : 'partner',
      general,
      ofCase,
      outdated: ofCase !== null && isGranted(ofCase.state) && textHash !== null && !isToday,
      refused: answers.some((answer) => answer !== null && !isGranted(answer.state)),
      exceeded,
      approved: isYes && isToday && !exceeded,
      countable: isYes && isToday && isForEverybody(answers),
    }
  })
  const hash = readingHash(textHash, facts.reason)
  const readings = facts.readings.filter(
    (reading) => reading.text_hash === hash && !facts.hands.has(reading.person_id),
  )
  const objected = readings.some(({ verdict }) => verdict === 'objection')
  return {
    textHash,
    spread: narrowestSpread(
      organisations.flatMap(({ general, ofCase }) => [general?.spread ?? null, ofCase?.spread ?? null]),
    ),
    askedSpread: narrowestSpread(organisations.map(({ general }) => general?.spread ?? null)),
    organisations,
    reading: { hash, objected, done: !objected && readings.some(({ verdict }) => verdict === 'ok') },
  }
}

/** Whose general no hides what was drafted from its boards: what may not be drafted is not read either. */
export function takenBackBy(
  { organisationIds }: Pick<StoredCase, 'organisationIds'>,
  { general }: Pick<ApprovalFacts, 'general'>,
): string[] {
  return organisationIds.filter((organisationId) => {
    const answer = general.get(organisationId)
    return answer !== undefined && !isGranted(answer.state)
  })
}

/** Why a case cannot be published yet, as far as agreement and second reading go. */
export function approvalObstacles({ organisations, reading }: Approvals): ApprovalObstacle[] {
  const those = (is: (one: OrganisationApproval) => boolean): string[] =>
    organisations.filter(is).map(({ organisationId }) => organisationId)
  const obstacles: ApprovalObstacle[] = [
    { code: 'consent_refused', organisationIds: those(({ refused }) => refused) },
    { code: 'consent_level_exceeded', organisationIds: those(({ exceeded }) => exceeded) },
    {
      code: 'case_consent_missing',
      organisationIds: those(({ approved, refused, exceeded }) => !approved && !refused && !exceeded),
    },
  ]
  const found = obstacles.filter(({ organisationIds }) => organisationIds.length > 0)
  // a case of nobody has nobody who could agree to it
  if (organisations.length === 0) found.push({ code: 'case_consent_missing', organisationIds: [] })
  if (!reading.done) found.push({ code: 'case_second_reader_missing', organisationIds: [] })
  return found
}

/** The stricter of two levels: a case never says more of an organisation than it agreed to in general. */
export function strictestLevel(levels: readonly (ConsentLevel | null)[]): ConsentLevel | null {
  const known = levels.filter((level) => level !== null).map((level) => CONSENT_LEVELS.indexOf(level))
  return known.length === 0 ? null : (CONSENT_LEVELS[Math.max(...known)] ?? null)
}

/**
 * A hash of what a second reader reads: the text and, where an editor says why many organisations fit it, her reason.
 * Null while decisions are missing.
 */
export function readingHash(textHash: string | null, reason: string): string | null {
  return textHash && contentHash(canonicalJson({ textHash, reason }))
}

interface NamesRead {
  /** The organisations of the cohort that anybody can read the name of. */
  readonly named: ReadonlySet<string>
  /** Whether somebody is named who is neither of the cohort nor a vendor, and whom nobody can ask. */
  readonly isStrangerNamed: boolean
}
const NO_NAMES: NamesRead = { named: new Set(), isStrangerNamed: false }

/** Whose answers to a case count: the organisations on whose boards it rests, then those that its text names. */
export function concernedBy(
  { organisationIds: own }: Pick<StoredCase, 'organisationIds'>,
  document: PublishedCase | null,
  { roster, facts }: { roster: Roster | null; facts: ApprovalFacts },
): NamesRead & { readonly organisationIds: readonly string[] } {
  const names = document && roster ? namesIn(document, roster, facts.organisationIds) : NO_NAMES
  return { ...names, organisationIds: [...new Set([...own, ...names.named])] }
}

/** Which organisations a text names. */
function namesIn(document: PublishedCase, roster: Roster, organisationIds: ReadonlySet<string>): NamesRead {
  const { publicName, tags } = document.meta
  const sentences = document.sections.flatMap(({ statements }) => statements.map(({ text }) => text))
  const labels = [publicName, ...tags.keywords, ...(document.images ?? []).map(({ alt }) => alt)]
  const found = [
    ...sentences.flatMap((text) => findIdentifiers(text, roster)),
    ...labels.flatMap((text) => findInLabel(text, roster)),
  ]
  const vendors = new Set(roster.organisations.filter(({ vendor }) => vendor === true).map(({ id }) => id))
  const isStranger = ({ kind, layer, entityIds }: Finding): boolean =>
    kind === 'ORG' &&
    layer === 'roster' &&
    !entityIds.some((id) => organisationIds.has(id) || vendors.has(id))
  return {
    named: new Set(
      found
        .flatMap(({ entityIds, within = [] }) => [...entityIds, ...within])
        .filter((id) => organisationIds.has(id)),
    ),
    isStrangerNamed: found.some(isStranger),
  }
}

function goesFurther(answers: readonly (StatementRow | null)[], isNamed: boolean): boolean {
  const level = strictestLevel(answers.map((answer) => answer?.level ?? null))
  // « seulement dans les chiffres »: no text at all
  return level === 'an_agrege' || (isNamed && level !== 'an_nominatif')
}

function isForEverybody(answers: readonly (StatementRow | null)[]): boolean {
  return answers.every((answer) => answer?.spread === CONSENT_SPREADS.at(-1))
}
