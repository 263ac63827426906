import type { Lang } from '@tablee/board'
import { compact } from '../text/fold.ts'
import { CASE_DRAFT_FORMAT, type CaseDraft, type DraftStatement } from './case-draft.ts'
import { inCaseOrder } from './case-order.ts'
import { type CaseTags, NO_TAGS } from './case-tags.ts'
import type { DraftNote, TermProposal } from './draft-note.ts'

/**
 * Makes a draft of everything that boards say; all of it undecided (R40). What says the same in the same place, by the
 * same role and with the same sign, is one statement; another role or another sign is another statement, also in the
 * same words (R96).
 */
export function draftCase(input: {
  notes: readonly DraftNote[]
  publicName: string
  lang: Lang
  ownOrganisationIds: readonly string[]
  organisationIds: readonly string[]
  tags?: CaseTags
  proposals?: readonly TermProposal[]
  newId: () => string
  /** Numbers from 0 up to 1: draws the order of statements where it means nothing. */
  random: () => number
}): CaseDraft {
  const idOfKey = new Map<string, string>()
  const statements = new Map<string, DraftStatement>()
  const merged = new Map<string, DraftStatement>()
  for (const note of inOrderOfReference(input.notes)) {
    const parent = note.of === null ? null : (idOfKey.get(note.of) ?? null)
    const same = sameness(note, parent)
    const known = merged.get(same)
    if (known !== undefined) {
      idOfKey.set(note.key, known.id)
      merge(known, note)
      continue
    }
    const statement = statementOf(note, { id: input.newId(), of: parent })
    idOfKey.set(note.key, statement.id)
    merged.set(same, statement)
    statements.set(statement.id, statement)
  }
  for (const note of input.notes) {
    const statement = statements.get(idOfKey.get(note.key) ?? '')
    const others = note.contrast.flatMap((key) => idOfKey.get(key) ?? []).filter((id) => id !== statement?.id)
    if (statement !== undefined) statement.contrastWith = [...new Set([...statement.contrastWith, ...others])]
  }
  return {
    format: CASE_DRAFT_FORMAT,
    lang: input.lang,
    publicName: input.publicName,
    tags: input.tags ?? NO_TAGS,
    monthZero: null,
    countsOnly: [],
    ownOrganisationIds: [...input.ownOrganisationIds],
    organisationIds: [...input.organisationIds],
    statements: inCaseOrder([...statements.values()], input.random),
    images: [],
    proposals: [...(input.proposals ?? [])],
    pseudonyms: {},
  }
}

/** What is answered comes before its answers, whatever the order of the boards. */
function inOrderOfReference(notes: readonly DraftNote[]): DraftNote[] {
  return [...notes.filter(({ of }) => of === null), ...notes.filter(({ of }) => of !== null)]
}

function sameness({ section, kind, role, sign, text }: DraftNote, parent: string | null): string {
  return [section, kind, role ?? '', sign ?? '', parent ?? '', compact(text) || text.trim()].join('\n')
}

function statementOf(note: DraftNote, made: { id: string; of: string | null }): DraftStatement {
  const { section, kind, text, source, role, sign, tags, phase, relTime, audience, stake } = note
  return {
    ...made,
    section,
    text,
    sources: [source],
    decision: { state: 'undecided' },
    kind,
    role,
    sign,
    tags: [...tags],
    phase,
    relTime,
    audience,
    stake,
    contrastWith: [],
    quoteAgreed: false,
    proposals: [...note.proposals],
  }
}

/** Another note of the same statement: what the first did not say is taken from it. */
function merge(statement: DraftStatement, note: DraftNote): void {
  statement.sources.push(note.source)
  statement.tags = [...new Set([...statement.tags, ...note.tags])]
  statement.phase ??= note.phase
  statement.relTime ??= note.relTime
  statement.audience ??= note.audience
  statement.stake ??= note.stake
  const known = new Set(statement.proposals.map(({ facet, typed }) => `${facet} ${typed}`))
  statement.proposals.push(...note.proposals.filter(({ facet, typed }) => !known.has(`${facet} ${typed}`)))
}
