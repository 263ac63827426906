import { CASE_SECTIONS, type DraftSection, UNSORTED } from '../outline.ts'
import { shuffled } from '../text/shuffle.ts'
import type { DraftStatement } from './case-draft.ts'

/** Sections that tell a course of events: their order says something and stays. */
export const TOLD_IN_ORDER: ReadonlySet<DraftSection> = new Set<DraftSection>(['implementation', 'pilots'])

/**
 * Statements by section. Where order means nothing it is drawn: who wrote first, and beside whom, would be readable
 * from it. Quotes and answers follow what they belong to (R90).
 */
export function inCaseOrder(statements: readonly DraftStatement[], random: () => number): DraftStatement[] {
  const known = new Set(statements.map(({ id }) => id))
  const withFollowers = (statement: DraftStatement): DraftStatement[] => [
    statement,
    ...statements.filter(({ of }) => of === statement.id).flatMap(withFollowers),
  ]
  const sections: readonly DraftSection[] = [...CASE_SECTIONS, UNSORTED]
  return sections.flatMap((section) => {
    const first = statements.filter(
      (statement) => statement.section === section && (statement.of === null || !known.has(statement.of)),
    )
    return (TOLD_IN_ORDER.has(section) ? first : shuffled(first, random)).flatMap(withFollowers)
  })
}
