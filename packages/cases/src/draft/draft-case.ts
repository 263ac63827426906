import type { Lang } from '@tablee/board'
import type { CaseField } from '@tablee/templates'
import { CASE_SECTIONS, type DraftSection, outlineSection, UNSORTED } from '../outline.ts'
import { compact } from '../text/fold.ts'
import {
  type CaseDraft,
  type CaseTags,
  type DraftStatement,
  NO_TAGS,
  type StatementDecision,
} from './case-draft.ts'

/** One snapshot as the draft needs it: its notes, and what each zone of its template feeds. */
export interface DraftSource {
  readonly snapshotId: string
  readonly items: readonly { id: string; zoneId: string | null; text: string; order: number }[]
  /** By zone id; a zone that is missing feeds nothing known. */
  readonly feeds: ReadonlyMap<string, CaseField | null>
}

/** Collects the notes of all snapshots under the outline, one statement per wording; everything undecided (R40). */
export function draftCase(input: {
  sources: readonly DraftSource[]
  publicName: string
  lang: Lang
  ownOrganisationIds: readonly string[]
  tags?: CaseTags
  newId: () => string
}): CaseDraft {
  const byWording = new Map<string, DraftStatement>()
  for (const { snapshotId, items, feeds } of input.sources) {
    for (const item of items) {
      const section = outlineSection(item.zoneId === null ? null : (feeds.get(item.zoneId) ?? null))
      if (section === null || item.text.trim() === '') continue
      const source = { snapshotId, itemId: item.id, zoneId: item.zoneId, text: item.text }
      const wording = `${section} ${compact(item.text) || item.text.trim()}`
      const known = byWording.get(wording)
      if (known !== undefined) {
        known.sources.push(source)
        continue
      }
      byWording.set(wording, {
        id: input.newId(),
        section,
        text: item.text.trim(),
        sources: [source],
        decision: { state: 'undecided' },
      })
    }
  }
  const order: readonly DraftSection[] = [...CASE_SECTIONS, UNSORTED]
  const statements = [...byWording.values()].sort(
    (a, b) => order.indexOf(a.section) - order.indexOf(b.section),
  )
  return {
    lang: input.lang,
    publicName: input.publicName,
    tags: input.tags ?? NO_TAGS,
    ownOrganisationIds: [...input.ownOrganisationIds],
    statements,
    pseudonyms: {},
  }
}

/** A copy of the draft with one statement decided, and moved when a section is given. Null: no such statement. */
export function decideStatement(
  draft: CaseDraft,
  statementId: string,
  decision: StatementDecision,
  section?: DraftSection,
): CaseDraft | null {
  if (!draft.statements.some(({ id }) => id === statementId)) return null
  const statements = draft.statements.map((statement) =>
    statement.id === statementId
      ? { ...statement, decision, section: section ?? statement.section }
      : statement,
  )
  return { ...draft, statements }
}
