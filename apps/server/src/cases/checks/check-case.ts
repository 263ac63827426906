import {
  type CaseLink,
  compact,
  type DraftStatement,
  entersCase,
  type FacetCheck,
  facetsOf,
  findLinks,
  fitsAll,
  type NamedOrganisation,
  type OpenFacet,
  type OpenReservation,
  openReservations,
  redactText,
  repeatsQuote,
  reservedFacets,
  type ShownFacets,
  statementText,
  type ToldValue,
} from '@tablee/cases'
import type { LINK_ANSWERS, POPULATIONS } from '@tablee/contract'
import type { StoredCase } from '../../publication/draft-store.ts'
import type { CaseFacts } from '../case-facts.ts'
import { type CaseText, statementAsText, textsBeside } from './case-texts.ts'
import { describeCase } from './describe-case.ts'
import { caseTerms, type PublicCase } from './public-cases.ts'

/** A link with what was answered. */
interface AnsweredLink extends CaseLink {
  readonly answer: (typeof LINK_ANSWERS)[number] | null
  /** Whether the other organisation's name is to be read in the case. */
  readonly isNameKept: boolean
}

/** Whether somebody could guess whose case it is, as far as it is decided. */
export interface CheckedCase {
  readonly shown: ShownFacets
  /** Names what is shown: an answer holds for it alone. */
  readonly about: string
  readonly facets: FacetCheck
  /** What the case tells beside its description, and fewer than three organisations of the library do. */
  readonly rare: readonly ToldValue[]
  readonly isNamed: boolean
  /** Published as numbers only: there is nothing to recognise it by. */
  readonly isCountedOnly: boolean
  readonly population: (typeof POPULATIONS)[number] | null
  readonly sharedTags: readonly string[]
  readonly links: readonly AnsweredLink[]
  readonly reservations: readonly OpenReservation[]
  /** Facets that tell about what was reserved. */
  readonly reservedFacets: readonly OpenFacet[]
  readonly quotes: readonly { readonly statementId: string; readonly agreed: boolean }[]
}

const checked = new WeakMap<CaseFacts, WeakMap<StoredCase, CheckedCase>>()

/** Checks a case, once for each state of it: the list of obstacles asks several times. */
export function checkCase(stored: StoredCase, facts: CaseFacts): CheckedCase {
  const byCase = checked.get(facts) ?? new WeakMap<StoredCase, CheckedCase>()
  checked.set(facts, byCase)
  const known = byCase.get(stored) ?? check(stored, facts)
  byCase.set(stored, known)
  return known
}

function check(stored: StoredCase, facts: CaseFacts): CheckedCase {
  const { draft } = stored
  const { answers, library, reserved, level, topics } = facts.check
  const { shown, about, facets, rare } = describeCase(stored, facts.check)
  const entering = draft.statements.filter(entersCase)
  const beside = textsBeside(draft, facts.roster)
  const isOther = ({ caseId }: PublicCase): boolean => caseId !== stored.id
  const others = library.filter(isOther)
  return {
    shown,
    about,
    facets,
    rare,
    isNamed: level === 'an_nominatif',
    isCountedOnly: level === 'an_agrege',
    population: answers.population?.about === about ? answers.population.answer : null,
    sharedTags: sharedObstacles(entering, shown, others),
    links: linksOf(stored, facts, { published: [...others, ...reserved.filter(isOther)], beside }),
    reservations: openReservations(
      [...entering.map((statement) => statementAsText(statement, facts.roster)), ...beside].map((text) =>
        reservable(text, stored),
      ),
      topics,
    ),
    reservedFacets: reservedFacets(draft.tags, topics),
    quotes: draft.statements
      .filter((statement) => isRepeated(statement, beside))
      .map(({ id, quoteAgreed }) => ({ statementId: id, agreed: quoteAgreed })),
  }
}

/** Whether the words that somebody is said to have said stand in the case: in their statement, or beside all of them. */
function isRepeated(statement: DraftStatement, beside: readonly CaseText[]): boolean {
  const wordings = [
    ...(entersCase(statement) ? [statementText(statement)] : []),
    ...beside.map(({ text }) => text),
  ]
  const quoted = { isQuote: statement.kind === 'quote', written: statement.text }
  return wordings.some((wording) => repeatsQuote({ ...quoted, wording }))
}

/** Obstacles that this case and every public case of the same description have: to fit is to have them too. */
function sharedObstacles(
  entering: readonly DraftStatement[],
  shown: ShownFacets,
  library: readonly PublicCase[],
): string[] {
  const own = new Set(entering.flatMap(({ tags }) => tags.filter((tag) => tag.startsWith('fr_'))))
  if (own.size === 0) return []
  const alike = library.filter(({ facets }) => fitsAll(shown, facets))
  return alike.length === 0 ? [] : [...own].filter((tag) => alike.every(({ tags }) => tags.includes(tag)))
}

function linksOf(
  stored: StoredCase,
  facts: CaseFacts,
  { published, beside }: { published: readonly PublicCase[]; beside: readonly CaseText[] },
): AnsweredLink[] {
  const { draft, decisions } = stored
  const { roster, check: against } = facts
  const named = new Map<string, NamedOrganisation & { statementIds: string[] }>()
  const kept = new Set<string>()
  const statements = draft.statements.filter(({ decision }) => decision.state !== 'dropped')
  const shown = [...statements.map((statement) => statementAsText(statement, roster)), ...beside]
  const texts = shown.map(({ id: textId, text, findings }) => {
    for (const finding of findings.filter(({ kind }) => kind === 'ORG')) {
      for (const id of finding.entityIds) {
        const entry = roster.organisations.find((one) => one.id === id)
        if (entry === undefined || entry.vendor === true || entry.elsewhere === true) continue
        if (draft.ownOrganisationIds.includes(id)) continue
        const { profile } = against.organisations.find((one) => one.id === id) ?? { profile: {} }
        const { sector, projectKind } = facetsOf(profile)
        const known = named.get(id) ?? { id, name: entry.name, sector, projectKind, statementIds: [] }
        named.set(id, known)
        if (!known.statementIds.includes(textId)) known.statementIds.push(textId)
        const decision = decisions[finding.key]
        const isRepeated =
          decision?.action === 'replace' && compact(decision.replacement).includes(compact(finding.text))
        if (decision?.action === 'keep' || isRepeated) kept.add(id)
      }
    }
    return { id: textId, text: redactText(text, findings, decisions) }
  })
  const links = findLinks(
    {
      sector: draft.tags.sector,
      projectKind: draft.tags.projectKind,
      tags: [...new Set([...statements.flatMap(({ tags }) => tags), ...caseTerms(draft.tags)])],
      statements: texts,
    },
    {
      organisations: [...named.values()],
      cases: published.map((other) => ({ ...other, isOfCohort: other.cohortId === stored.cohortId })),
    },
  )
  return links.map((link) => ({
    ...link,
    answer: against.answers.links[link.key] ?? null,
    isNameKept: link.to === 'organisation' && kept.has(link.id),
  }))
}

function reservable({ id, tags, isQuote, isImage, findings }: CaseText, { draft, decisions }: StoredCase) {
  return {
    id,
    tags,
    isQuote,
    isImage,
    findings: findings.map(({ kind, entityIds, key }) => ({
      kind,
      isOwn: entityIds.some((own) => draft.ownOrganisationIds.includes(own)),
      action: decisions[key]?.action ?? null,
    })),
  }
}
