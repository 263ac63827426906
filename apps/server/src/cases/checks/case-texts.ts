import {
  type CaseDraft,
  type DraftFinding,
  type DraftStatement,
  findingsIn,
  hasQuote,
  KEYWORDS_ID,
  keywordText,
  PUBLIC_NAME_ID,
  type Roster,
  statementText,
} from '@tablee/cases'

/** A text that a case shows, with what is found in it. */
export interface CaseText {
  readonly id: string
  readonly text: string
  readonly findings: readonly DraftFinding[]
  readonly tags: readonly string[]
  /** Whether somebody's words stand in it. */
  readonly isQuote: boolean
  /** Whether it is read out of a picture. */
  readonly isImage: boolean
}

/** A statement as a text. */
export function statementAsText(statement: DraftStatement, roster: Roster): CaseText {
  const text = statementText(statement)
  const { id, tags, kind } = statement
  return {
    id,
    text,
    findings: findingsIn(id, text, roster),
    tags,
    isQuote: kind === 'quote' || hasQuote(text),
    isImage: false,
  }
}

/** What a case shows in words beside its statements: its public name, its keywords, and what is read out of the pictures that enter. */
export function textsBeside(
  draft: Pick<CaseDraft, 'publicName' | 'tags' | 'images'>,
  roster: Roster,
): CaseText[] {
  const beside = (id: string, text: string, isImage = false): CaseText => ({
    id,
    text,
    findings: findingsIn(id, text, roster),
    tags: [],
    isQuote: hasQuote(text),
    isImage,
  })
  return [
    beside(PUBLIC_NAME_ID, draft.publicName),
    beside(KEYWORDS_ID, keywordText(draft)),
    ...draft.images.filter(({ taken }) => taken).map(({ id, alt }) => beside(id, alt, true)),
  ]
}
