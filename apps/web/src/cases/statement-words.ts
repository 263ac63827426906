import type { Lang } from '@tablee/board'
import { STATEMENT_VOCABULARIES } from '@tablee/cases'
import type { CaseStatementView } from '@tablee/contract'
import { termLabel } from '@tablee/templates'
import { termText, vocabularyOptions } from '../templates/vocabulary-options.ts'

/** What a statement says of itself beside its words, as a reader will see it. */
export function statementWords(
  { role, sign, tags, phase, relTime, audience, stake }: CaseStatementView,
  lang: Lang,
): string[] {
  const said = (vocabulary: string, term: string | null): string[] =>
    term === null ? [] : [termText(vocabulary, term, lang)]
  return [
    ...said('roleClass', role),
    ...(relTime === null ? [] : [relTime]),
    ...said('phase', phase),
    ...said('effectPolarity', sign),
    ...tags.map((tag) => tagText(tag, lang)),
    ...said('audience', audience),
    ...said('stake', stake),
  ]
}

/** The label of a tag, whichever vocabulary it is from. */
function tagText(tag: string, lang: Lang): string {
  const known = STATEMENT_VOCABULARIES.flatMap((vocabulary) => termLabel(vocabulary, tag, lang) ?? [])
  return known[0] ?? tag
}

/** What a statement of a section may be asked, in the order of the form. */
export interface StatementQuestions {
  readonly tags: readonly string[]
  readonly asks: readonly ('role' | 'sign' | 'phase' | 'relTime' | 'stake' | 'audience')[]
}

const TOLD: StatementQuestions['asks'] = ['role']

const QUESTIONS: Readonly<Record<string, StatementQuestions>> = {
  implementation: { tags: [], asks: ['phase', 'relTime'] },
  pilots: { tags: [], asks: ['phase', 'relTime'] },
  opportunities: { tags: ['opportunity'], asks: TOLD },
  obstacles: { tags: ['obstacle'], asks: TOLD },
  effects: { tags: ['effect'], asks: ['role', 'sign'] },
  pooling: { tags: ['pooling', 'poolingGovernance'], asks: TOLD },
  inspirations: { tags: [], asks: ['stake', 'audience'] },
  recommendations: { tags: [], asks: ['stake', 'audience'] },
}

/** What is asked of a statement in this section; whoever is quoted or answers has a role anywhere. */
export function statementQuestions({ section, kind }: CaseStatementView): StatementQuestions {
  const asked = QUESTIONS[section] ?? { tags: [], asks: TOLD }
  return kind === 'statement' || asked.asks.includes('role')
    ? asked
    : { ...asked, asks: ['role', ...asked.asks] }
}

/** The tags of a section as choices, under the name of their vocabulary when there are several. */
export function tagOptions(vocabularies: readonly string[], lang: Lang) {
  return vocabularies.flatMap((vocabulary) => vocabularyOptions(vocabulary, lang))
}
