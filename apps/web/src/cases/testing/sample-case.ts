import {
  type CaseDraftView,
  type CaseStatementView,
  caseTagsSchema,
  type FindingView,
} from '@tablee/contract'

/** An identifier at its place in a text. */
export function sampleFinding(
  text: string,
  words: string,
  decided: Partial<FindingView['decision']> = {},
): FindingView {
  const start = text.indexOf(words)
  return {
    key: `key.${words}`,
    start,
    end: start + words.length,
    text: words,
    kind: 'PER',
    class: 'A',
    layer: 'roster',
    reason: 'roster.fullName',
    proposal: { action: 'replace', replacement: '[direction]' },
    options: [],
    decision: { action: 'undecided', replacement: null, how: null, reason: null, ...decided },
  }
}

/** A statement with one identifier, nothing decided. */
export function sampleStatement(id: string, parts: Partial<CaseStatementView> = {}): CaseStatementView {
  const text = parts.text ?? 'Ana Dubois veut un outil simple.'
  return {
    id,
    section: 'objectives',
    kind: 'statement',
    of: null,
    role: null,
    sign: null,
    tags: [],
    phase: null,
    relTime: null,
    audience: null,
    stake: null,
    contrastWith: [],
    quoteAgreed: false,
    proposals: [],
    sources: 1,
    source: { snapshotId: 'snapshot-1', zoneId: null, text },
    text,
    decision: 'undecided',
    findings: text.includes('Ana Dubois') ? [sampleFinding(text, 'Ana Dubois')] : [],
    redacted: text,
    ...parts,
  }
}

/** A draft with these statements under one required section. */
export function sampleCase(
  statements: CaseStatementView[],
  parts: Partial<CaseDraftView> = {},
): CaseDraftView {
  return {
    id: 'case-0001',
    cohortId: 'cohort-0001',
    lang: 'fr',
    status: 'draft',
    publicName: 'Une ressourcerie',
    publicNameFindings: [],
    keywordFindings: [],
    tags: caseTagsSchema.parse({}),
    proposals: [],
    contrasts: [],
    sections: [{ id: 'objectives', required: true, statements }],
    images: [],
    lost: [],
    obstacles: [],
    counting: null,
    published: null,
    rights: ['case.edit', 'case.publish', 'roster.edit'],
    ...parts,
  }
}
