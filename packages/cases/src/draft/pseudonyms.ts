import type { Lang } from '@tablee/board'
import type { Finding, FindingKind } from '../detect/finding.ts'
import { proposedWords } from '../detect/propose.ts'
import type { Roster } from '../detect/roster.ts'
import { shuffled } from '../text/shuffle.ts'
import type { CaseDraft } from './case-draft.ts'

/** What is offered to the editor for a finding; she decides. */
export type Proposal =
  | { readonly action: 'replace'; readonly replacement: string }
  | { readonly action: 'remove'; readonly replacement: null }

type RosterKind = 'PER' | 'ORG' | 'PRODUCT' | 'PLACE'

type Noun = Readonly<Record<Lang, string>>

/** What a name is called: places of the roster are where the organisation works, others are seen by no roster. */
const NOUNS: Readonly<Record<RosterKind, Noun>> = {
  PER: { fr: 'personne', nl: 'persoon', en: 'person' },
  ORG: { fr: 'organisation partenaire', nl: 'partnerorganisatie', en: 'partner organisation' },
  PRODUCT: { fr: 'logiciel', nl: 'software', en: 'software' },
  PLACE: { fr: 'site', nl: 'vestiging', en: 'site' },
}
const VENDOR: Noun = { fr: 'prestataire', nl: 'leverancier', en: 'vendor' }

/** The entity behind a finding, or null for a format: one key, one replacement in the whole case. */
export function pseudonymKey(finding: Pick<Finding, 'kind' | 'entityIds'>): string | null {
  return finding.entityIds.length === 0 ? null : `${finding.kind}:${finding.entityIds.join('+')}`
}

const isRosterKind = (kind: FindingKind): kind is RosterKind => kind in NOUNS

/** A, B … Z, AA, AB … */
function letters(position: number): string {
  const last = String.fromCharCode(65 + (position % 26))
  return position < 26 ? last : letters(Math.floor(position / 26) - 1) + last
}

/** The one role class of the people that a finding may mean. */
export function roleClassOf(finding: Finding, roster: Roster): string | null {
  const classes = new Set(
    roster.people.filter(({ id }) => finding.entityIds.includes(id)).map(({ roleClass }) => roleClass),
  )
  const [only] = classes
  return classes.size === 1 && only !== undefined ? only : null
}

function nounOf(finding: Finding, kind: RosterKind, roster: Roster): Noun {
  const vendors = roster.organisations.filter(({ vendor }) => vendor === true).map(({ id }) => id)
  return kind === 'ORG' && finding.entityIds.every((id) => vendors.includes(id)) ? VENDOR : NOUNS[kind]
}

/**
 * Gives every entity that is new in these findings its replacement: the role class for a person who has one, else a
 * noun with a letter. Letters follow a random order, not the order of appearance (R31, R32). A partner who is the
 * only one when she is first found needs no letter, and keeps none.
 */
export function extendPseudonyms(
  draft: CaseDraft,
  findings: readonly Finding[],
  roster: Roster,
  random: () => number,
): CaseDraft['pseudonyms'] {
  const pseudonyms = { ...draft.pseudonyms }
  const fresh = new Map<string, Finding>()
  for (const finding of findings) {
    const key = pseudonymKey(finding)
    if (key !== null && pseudonyms[key] === undefined) fresh.set(key, finding)
  }
  const isOwn = ({ entityIds }: Finding): boolean =>
    entityIds.some((id) => draft.ownOrganisationIds.includes(id))
  const partner = NOUNS.ORG[draft.lang]
  const partners = [...fresh.values()].filter(
    (finding) => finding.kind === 'ORG' && !isOwn(finding) && nounOf(finding, 'ORG', roster) === NOUNS.ORG,
  )
  const hasPartner = Object.values(pseudonyms).some((words) => words.startsWith(`[${partner}`))
  const only = partners.length === 1 && !hasPartner ? partners[0] : undefined
  for (const [key, finding] of shuffled([...fresh], random)) {
    if (!isRosterKind(finding.kind)) continue
    const role = finding.kind === 'PER' ? roleClassOf(finding, roster) : null
    const noun = nounOf(finding, finding.kind, roster)[draft.lang]
    const taken = new Set(Object.values(pseudonyms))
    // the one without a letter is the first
    let position = taken.has(`[${noun}]`) ? 1 : 0
    while (taken.has(`[${noun} ${letters(position)}]`)) position += 1
    const words = finding === only ? `[${noun}]` : `[${noun} ${letters(position)}]`
    pseudonyms[key] = role === null ? words : `[${role}]`
  }
  return pseudonyms
}

/** What to offer for a finding: the entity's replacement, a placeholder, or removal. */
export function proposalFor(draft: CaseDraft, finding: Finding): Proposal {
  const own = finding.kind === 'ORG' && finding.entityIds.some((id) => draft.ownOrganisationIds.includes(id))
  if (own && draft.publicName !== '') return { action: 'replace', replacement: draft.publicName }
  const key = pseudonymKey(finding)
  const replacement =
    key === null ? proposedWords(finding, draft.lang, draft.monthZero) : (draft.pseudonyms[key] ?? null)
  return replacement === null ? { action: 'remove', replacement: null } : { action: 'replace', replacement }
}
