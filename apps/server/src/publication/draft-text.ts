import {
  type CaseTags,
  findingsIn,
  KEYWORDS_ID,
  keywordLines,
  keywordText,
  PUBLIC_NAME_ID,
  type PublishableSection,
  publishableSections,
  type Roster,
  redactText,
  statementText,
} from '@tablee/cases'
import type { StoredCase } from './draft-store.ts'

/** What of a draft would be read if it were published now. */
export interface DraftText {
  readonly publicName: string
  readonly tags: CaseTags
  readonly sections: readonly PublishableSection[]
  /** Those that are ticked. */
  readonly images: readonly { id: string; alt: string; width: number; height: number }[]
}

/** The draft after the decisions taken so far; findings that wait for one stand as they were. */
export function draftText({ draft, decisions }: StoredCase, roster: Roster): DraftText {
  const redact = (id: string, text: string): string =>
    redactText(text, findingsIn(id, text, roster), decisions)
  return {
    publicName: redact(PUBLIC_NAME_ID, draft.publicName),
    tags: { ...draft.tags, keywords: keywordLines(redact(KEYWORDS_ID, keywordText(draft))) },
    images: draft.images
      .filter(({ taken }) => taken)
      .map(({ id, alt, width, height }) => ({ id, alt: redact(id, alt), width, height })),
    sections: publishableSections(draft, (statement) => redact(statement.id, statementText(statement))),
  }
}
