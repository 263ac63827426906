import type { Roster } from '../detect/roster.ts'
import {
  type CaseDraft,
  type DraftStatement,
  entersCase,
  KEYWORDS_ID,
  keywordText,
  PUBLIC_NAME_ID,
  statementText,
} from '../draft/case-draft.ts'
import { currentDecisions, type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { compact } from '../text/fold.ts'
import type { PublishedCase } from './published-case.ts'
import { keywordLines } from './redact-case.ts'
import { redactText } from './redact-text.ts'

/**
 * What stays of a draft once it is public (R33): the words that are read, where each comes from, and what was kept with
 * its reason. The words of the boards are gone from it, what was dropped too, and every replacement: whoever has both
 * could name everybody again.
 */
export function settleDraft(
  draft: CaseDraft,
  decisions: FindingDecisions,
  roster: Roster,
): { draft: CaseDraft; decisions: FindingDecisions } {
  const kept: FindingDecisions = {}
  const settle = (id: string, text: string): string => {
    const findings = findingsIn(id, text, roster)
    const settled = redactText(text, findings, decisions)
    for (const { key, text: words } of findingsIn(id, settled, roster)) {
      const before = findings.find(
        (finding) =>
          decisions[finding.key]?.action === 'keep' && compact(finding.text).includes(compact(words)),
      )
      const decision = before && decisions[before.key]
      if (decision !== undefined) kept[key] = decision
    }
    return settled
  }
  const worded = draft.statements
    .filter(entersCase)
    .map((statement) => ({ statement, text: settle(statement.id, statementText(statement)) }))
    .filter(({ text }) => text !== '')
  const entering = new Set(worded.map(({ statement }) => statement.id))
  const publicName = settle(PUBLIC_NAME_ID, draft.publicName)
  const keywords = keywordLines(settle(KEYWORDS_ID, keywordText(draft)))
  return {
    draft: {
      ...draft,
      publicName,
      tags: { ...draft.tags, keywords },
      monthZero: null,
      statements: worded.map(
        ({ statement, text }): DraftStatement => ({
          ...statement,
          text,
          decision: { state: 'kept' },
          sources: statement.sources.map((source) => ({ ...source, text: '' })),
          of: statement.of !== null && entering.has(statement.of) ? statement.of : null,
          contrastWith: statement.contrastWith.filter((other) => entering.has(other)),
          proposals: [],
        }),
      ),
      images: draft.images
        .filter(({ taken }) => taken)
        .map((image) => ({ ...image, alt: settle(image.id, image.alt).trim() })),
      proposals: [],
      pseudonyms: {},
    },
    decisions: kept,
  }
}

/**
 * The same of a case that is public already: nothing but what its document says, whatever would be found in it by the
 * rules and names of today. A decision that was taken about other findings is lost, and what it was about with it.
 */
export function settleAsRead(
  draft: CaseDraft,
  decisions: FindingDecisions,
  { roster, document }: { roster: Roster; document: PublishedCase },
): ReturnType<typeof settleDraft> {
  const settled = settleDraft(draft, decisions, roster)
  const read = new Set(
    document.sections.flatMap(({ id, statements }) => statements.map(({ text }) => `${id} ${text}`)),
  )
  const statements = settled.draft.statements.filter(({ section, text }) => read.has(`${section} ${text}`))
  const left = new Set(statements.map(({ id }) => id))
  const altOf = new Map(document.images?.map(({ id, alt }) => [id, alt]))
  const next: CaseDraft = {
    ...settled.draft,
    publicName: document.meta.publicName,
    tags: document.meta.tags,
    statements: statements.map((statement) => ({
      ...statement,
      of: statement.of !== null && left.has(statement.of) ? statement.of : null,
      contrastWith: statement.contrastWith.filter((other) => left.has(other)),
    })),
    images: settled.draft.images.flatMap((image) => {
      const alt = altOf.get(image.pixels)
      return alt === undefined ? [] : [{ ...image, alt }]
    }),
  }
  return { draft: next, decisions: currentDecisions(next, settled.decisions) }
}
