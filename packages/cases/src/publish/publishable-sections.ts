import { type CaseDraft, type DraftStatement, entersCase } from '../draft/case-draft.ts'
import { CASE_SECTIONS, type CaseSection } from '../outline.ts'
import type { PublishedStatement } from './published-case.ts'

/** A section with the statements that enter it; their ids are still those of the draft. */
export interface PublishableSection {
  readonly id: CaseSection
  readonly statements: readonly PublishedStatement[]
}

/**
 * What of a draft would be read, in the draft's order, with everything that a statement says of itself. What it refers
 * to is named only when it enters too. `wordingOf` gives the redacted words; a statement without any is left out.
 */
export function publishableSections(
  draft: CaseDraft,
  wordingOf: (statement: DraftStatement) => string,
): PublishableSection[] {
  const worded = draft.statements
    .filter(entersCase)
    .map((statement) => ({ statement, text: wordingOf(statement) }))
    .filter(({ statement, text }) => text !== '' && CASE_SECTIONS.some((id) => id === statement.section))
  const entering = new Set(worded.map(({ statement }) => statement.id))
  return CASE_SECTIONS.map((id) => ({
    id,
    statements: worded
      .filter(({ statement }) => statement.section === id)
      .map(({ statement, text }) => publishable(statement, text, entering)),
  })).filter(({ statements }) => statements.length > 0)
}

function publishable(
  statement: DraftStatement,
  text: string,
  entering: ReadonlySet<string>,
): PublishedStatement {
  const { id, role, sign, tags, phase, relTime, audience, stake, kind, of } = statement
  const contrast = statement.contrastWith.filter((other) => entering.has(other))
  return {
    id,
    text,
    tags: [...tags],
    ...(role !== null && { role }),
    ...(sign !== null && { sign }),
    ...(phase !== null && { phase }),
    ...(relTime !== null && { relTime }),
    ...(audience !== null && { audience }),
    ...(stake !== null && { stake }),
    ...(kind === 'quote' && { quote: true as const }),
    ...(of !== null && entering.has(of) && { of }),
    ...(contrast.length > 0 && { contrast }),
  }
}

/** The roles whose voice is heard, each once, in alphabetical order: not in that of the boards. */
export function perspectivesOf(sections: readonly PublishableSection[]): string[] {
  const roles = sections.flatMap(({ statements }) => statements.flatMap(({ role }) => role ?? []))
  return [...new Set(roles)].sort()
}
