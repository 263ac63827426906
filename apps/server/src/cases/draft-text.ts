import { canonicalJson } from '@tablee/board'
import {
  CASE_SECTIONS,
  entersCase,
  findingsIn,
  PUBLIC_NAME_ID,
  type PublishedCase,
  type Roster,
  redactText,
  statementText,
} from '@tablee/cases'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { StoredCase } from './store.ts'

/** What of a draft would be read if it were published now. */
export interface DraftText {
  readonly publicName: string
  readonly sections: PublishedCase['sections']
}

/** The draft after the decisions taken so far; findings that wait for one stand as they were. */
export function draftText({ draft, decisions }: StoredCase, roster: Roster): DraftText {
  const redact = (id: string, text: string): string =>
    redactText(text, findingsIn(id, text, roster), decisions)
  return {
    publicName: redact(PUBLIC_NAME_ID, draft.publicName),
    sections: CASE_SECTIONS.map((id) => ({
      id,
      statements: draft.statements
        .filter((statement) => statement.section === id && entersCase(statement))
        .map((statement) => ({ id: statement.id, text: redact(statement.id, statementText(statement)) })),
    })).filter(({ statements }) => statements.length > 0),
  }
}

/** The statement, made now, that the organisation agreed to the draft as it reads. */
export function consentTo(
  stored: StoredCase,
  roster: Roster,
  stated: { at: string; by: string },
): NonNullable<StoredCase['consent']> {
  return { ...stated, hash: hashOf(stored, roster) }
}

/** Whether the organisation agreed to exactly what would be published now: one changed comma undoes it. */
export function isConsented(stored: StoredCase, roster: Roster): boolean {
  return stored.consent !== null && stored.consent.hash === hashOf(stored, roster)
}

function hashOf(stored: StoredCase, roster: Roster): string {
  return contentHash(canonicalJson({ ...draftText(stored, roster), tags: stored.draft.tags }))
}
