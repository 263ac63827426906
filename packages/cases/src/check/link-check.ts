import { compact } from '../text/fold.ts'
import { groupBy } from '../text/group-by.ts'
import { type CaseWords, sharedRun } from './shared-words.ts'

/** Tags that no other public case of the cohort has: from as many shared ones on, two cases are told as one. */
const RARE_TAGS = 2

/** Why two cases, or a case and an organisation, may be seen as belonging together. */
export type LinkReason = 'named' | 'same_facets' | 'partner_facets' | 'same_words' | 'rare_tags'

/** A public case as the link check reads it. */
export interface LinkedCase {
  readonly id: string
  readonly name: string
  /** Whether it comes from the same cohort. */
  readonly isOfCohort: boolean
  readonly sector: readonly string[]
  readonly projectKind: readonly string[]
  /** Obstacles, opportunities, effects and what else its sentences are about. */
  readonly tags: readonly string[]
  /** Its words, as `caseWords` reads them. */
  readonly words: CaseWords
}

/** Another organisation of the cohort's roster that the draft names. */
export interface NamedOrganisation {
  readonly id: string
  readonly name: string
  readonly sector: readonly string[]
  readonly projectKind: readonly string[]
  /** The statements that name her. */
  readonly statementIds: readonly string[]
}

/** The draft as the link check reads it: what would be published. */
export interface LinkingDraft {
  readonly sector: readonly string[]
  readonly projectKind: readonly string[]
  readonly tags: readonly string[]
  readonly statements: readonly { readonly id: string; readonly text: string }[]
}

/** Something that leads from the draft to somebody else; the editor looks at it and answers. */
export interface CaseLink {
  /** The same as long as it is about the same; an answer is kept under it. */
  readonly key: string
  readonly to: 'organisation' | 'case'
  /** Roster id of the organisation, or id of the public document. */
  readonly id: string
  readonly name: string
  readonly reasons: readonly LinkReason[]
  readonly statementIds: readonly string[]
  /** Words that both have, as the draft writes them; tags that only these two have. */
  readonly shared: readonly string[]
}

const both = (a: readonly string[], b: readonly string[]): string[] => a.filter((one) => b.includes(one))

const isAlike = (
  a: Pick<LinkingDraft, 'sector' | 'projectKind'>,
  b: Pick<LinkedCase, 'sector' | 'projectKind'>,
): boolean => both(a.sector, b.sector).length > 0 && both(a.projectKind, b.projectKind).length > 0

/** Which tags of the draft only one public case of the cohort has besides. */
function rareTags(draft: LinkingDraft, cases: readonly LinkedCase[]): Map<string, string[]> {
  const rare = draft.tags.flatMap((tag) => {
    const [only, ...more] = cases.filter(({ isOfCohort, tags }) => isOfCohort && tags.includes(tag))
    return only === undefined || more.length > 0 ? [] : [{ id: only.id, tag }]
  })
  return new Map(
    Array.from(
      groupBy(rare, ({ id }) => id),
      ([id, tags]) => [id, tags.map(({ tag }) => tag)],
    ),
  )
}

/**
 * What leads from a draft to other organisations and to public cases (R102): organisations that it names; cases of
 * its cohort with a sector and a kind of project in common, with it or with somebody it names; five words in a row
 * that a public case has too; tags that only these two have.
 */
export function findLinks(
  draft: LinkingDraft,
  others: { readonly organisations: readonly NamedOrganisation[]; readonly cases: readonly LinkedCase[] },
): CaseLink[] {
  const named = others.organisations.map(
    ({ id, name, statementIds }): CaseLink => ({
      key: `organisation:${id}`,
      to: 'organisation',
      id,
      name,
      reasons: ['named'],
      statementIds,
      shared: [],
    }),
  )
  const rare = rareTags(draft, others.cases)
  const cases = others.cases.flatMap((other): CaseLink[] => {
    const reasons: LinkReason[] = []
    const partners = others.organisations.filter((organisation) => isAlike(organisation, other))
    const words = draft.statements.flatMap(({ id, text }) => {
      const run = sharedRun(text, other.words)
      return run === null ? [] : [{ id, run }]
    })
    const tags = rare.get(other.id) ?? []
    if (other.isOfCohort && isAlike(draft, other)) reasons.push('same_facets')
    if (other.isOfCohort && partners.length > 0) reasons.push('partner_facets')
    if (words.length > 0) reasons.push('same_words')
    if (tags.length >= RARE_TAGS) reasons.push('rare_tags')
    if (reasons.length === 0) return []
    const statementIds = [
      ...words.map(({ id }) => id),
      ...partners.flatMap((partner) => partner.statementIds),
    ]
    return [
      {
        key: `case:${other.id}`,
        to: 'case',
        id: other.id,
        name: other.name,
        reasons,
        statementIds: [...new Set(statementIds)],
        shared: words.length > 0 ? words.map(({ run }) => run) : tags.length >= RARE_TAGS ? tags : [],
      },
    ]
  })
  return [...named, ...cases].sort((a, b) => (compact(a.name) < compact(b.name) ? -1 : 1))
}
