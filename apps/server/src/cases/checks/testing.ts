import { createPerson } from '../../accounts/testing.ts'
import { saveAnswers } from '../../publication/check-store.ts'
import { findCase } from '../../publication/draft-store.ts'
import type { TestApp } from '../../testing/open-test-app.ts'
import { caseFactsOf } from '../case-facts.ts'
import { changeCase } from '../change-case.ts'
import { checkCase } from './check-case.ts'

/** Answers every question of a case's check as an editor would who knows that many organisations fit it. */
export async function answerAll({ context }: TestApp, caseId: string): Promise<void> {
  const stored = await findCase(context, context.db, caseId)
  if (stored === null) throw new Error('case is missing')
  const facts = await caseFactsOf(context, context.db, stored)
  const { about, links } = checkCase(stored, facts)
  const { personId } = await createPerson(context, { name: 'Huguette Vandersmissen' })
  const change = {
    caseId,
    roster: facts.roster,
    personId,
    logged: { act: 'case_changed', facts: {} },
  } as const
  await changeCase(context, change, ({ draft, ...rest }) => ({
    ...rest,
    draft: {
      ...draft,
      statements: draft.statements.map((statement) => ({ ...statement, quoteAgreed: true })),
    },
  }))
  await saveAnswers(context.db, caseId, {
    population: { answer: 'many', about },
    reason: 'Il y en a beaucoup dans la région.',
    links: Object.fromEntries(links.map(({ key }) => [key, 'apart' as const])),
  })
}
