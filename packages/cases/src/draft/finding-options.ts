import type { Finding } from '../detect/finding.ts'
import { nounWords, postWords, regionWords, relativeWords, yearOf } from '../detect/propose.ts'
import type { Roster } from '../detect/roster.ts'
import { countInBand, figureOf, moneyBand, moneyInBand, sizeBand } from '../detect/suspects/figures.ts'
import type { CaseDraft } from './case-draft.ts'
import type { FindingHow } from './finding-decisions.ts'
import { proposalFor, pseudonymKey, roleClassOf } from './pseudonyms.ts'

/** One way to tell a finding more coarsely. */
export interface FindingOption {
  readonly how: FindingHow
  readonly words: string
  /** The band behind the words, as its vocabulary calls it. */
  readonly term: string | null
}

/**
 * The ways to tell a finding more coarsely, the one that is proposed first (R75): a role class, a band, the months
 * since the project began, the year, the region, a noun. Taking it out is always possible besides.
 */
export function findingOptions(draft: CaseDraft, finding: Finding, roster: Roster): FindingOption[] {
  const { kind, text } = finding
  const { lang } = draft
  const options: FindingOption[] = []
  const add = (how: FindingHow, words: string | null, term: string | null = null): void => {
    if (words !== null && !options.some((option) => option.words === words))
      options.push({ how, words, term })
  }
  const figure = figureOf(text)
  if (kind === 'COUNT')
    add('band', countInBand(text, lang), figure === null ? null : (sizeBand(figure)?.id ?? null))
  if (kind === 'MONEY')
    add('band', moneyInBand(text, lang), figure === null ? null : (moneyBand(figure)?.id ?? null))
  if (kind === 'DATE') {
    add('relative', relativeWords(finding, draft.monthZero))
    add('year', yearOf(text))
  }
  if (kind === 'ROLE') add('role', postWords(finding))
  const role = kind === 'PER' ? roleClassOf(finding, roster) : null
  if (role !== null) add('role', `[${role}]`)
  const { replacement } = proposalFor(draft, finding)
  if (pseudonymKey(finding) !== null) add('noun', replacement)
  if (kind === 'PLACE' || kind === 'ADDR') add('region', regionWords(text, lang))
  add('noun', nounWords(kind, lang))
  const proposed = options.findIndex(({ words }) => words === replacement)
  return proposed <= 0 ? options : [...options.splice(proposed, 1), ...options]
}
