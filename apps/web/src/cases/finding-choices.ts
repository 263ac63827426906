import type { Lang } from '@tablee/board'
import type { FindingView } from '@tablee/contract'
import { vocabularyOptions } from '../templates/vocabulary-options.ts'

type How = FindingView['options'][number]['how']

/** One thing that can become of an identifier. */
export interface FindingChoice {
  value: string
  action: 'replace' | 'remove' | 'keep'
  /** Words that stand in its place; none: the editor writes them, or there are none. */
  words?: string
  how?: How
  /** A role class beside the one that is known: offered in a list of its own. */
  isOther?: boolean
}

/** How the value of a role class begins. */
export const ROLE_PREFIX = 'role-'

/** Identifiers of somebody, who may be told as any role class. */
const PEOPLE: ReadonlySet<string> = new Set(['PER', 'NAME', 'ROLE', 'BENEFICIARY'])

/** What can become of an identifier: the ways to tell it more coarsely first, then other words, nothing, itself. */
export function findingChoices({ kind, options }: FindingView, lang: Lang): FindingChoice[] {
  const coarser = options.map(
    ({ how, words }, at): FindingChoice => ({ value: `option-${at}`, action: 'replace', words, how }),
  )
  const roles = PEOPLE.has(kind)
    ? vocabularyOptions('roleClass', lang)
        .map(
          ({ value }): FindingChoice => ({
            value: `${ROLE_PREFIX}${value}`,
            action: 'replace',
            words: `[${value}]`,
            how: 'role',
            isOther: true,
          }),
        )
        .filter(({ words }) => !coarser.some((choice) => choice.words === words))
    : []
  return [
    ...coarser,
    { value: 'replace', action: 'replace' },
    { value: 'remove', action: 'remove' },
    { value: 'keep', action: 'keep' },
    ...roles,
  ]
}

/** The choice that was made, or else the proposed one. */
export function presentChoice(
  choices: readonly FindingChoice[],
  { decision, proposal }: FindingView,
): string {
  const action = decision.action === 'undecided' ? proposal.action : decision.action
  const words = decision.action === 'undecided' ? proposal.replacement : decision.replacement
  const same = choices.find((choice) => choice.action === action && choice.words === (words ?? undefined))
  return same?.value ?? action
}
