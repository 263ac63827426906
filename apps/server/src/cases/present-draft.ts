import {
  CASE_SECTIONS,
  type DraftFinding,
  draftFindings,
  findContrasts,
  findingOptions,
  findingsIn,
  isCaseSection,
  KEYWORDS_ID,
  keywordText,
  lostDecisions,
  PUBLIC_NAME_ID,
  proposalFor,
  REQUIRED_SECTIONS,
  type Roster,
  redactText,
  statementText,
  UNSORTED,
} from '@tablee/cases'
import type { CaseDraftView, CaseStatementView, FindingView, Right } from '@tablee/contract'
import { casePath } from '../publication/case-address.ts'
import { caseStatus } from '../publication/case-status.ts'
import type { StoredCase } from '../publication/draft-store.ts'
import type { Publication } from '../publication/publication-store.ts'
import type { CaseFacts } from './case-facts.ts'
import { countingOf } from './count-case.ts'
import { obstacles } from './obstacles.ts'

/** A draft as its editor sees it. */
export function presentDraft(
  stored: StoredCase,
  more: {
    facts: CaseFacts
    publication: Publication | null
    isCounted: boolean
    rights: readonly Right[]
    site: string
  },
): CaseDraftView {
  const { facts, publication } = more
  // a case that is public proposes no name any more: its vault is erased
  const draft = publication === null ? stored.draft : { ...stored.draft, pseudonyms: {} }
  const { roster } = facts
  const present = (finding: DraftFinding): FindingView =>
    presentFinding({ ...stored, draft }, finding, roster)
  const statements = draft.statements.map((statement): CaseStatementView & { section: string } => {
    const text = statementText(statement)
    const findings = findingsIn(statement.id, text, roster)
    const [source] = statement.sources
    const { id, section, kind, of, role, sign, tags, phase, relTime, audience, stake } = statement
    return {
      id,
      section,
      kind,
      of,
      role,
      sign,
      tags,
      phase,
      relTime,
      audience,
      stake,
      contrastWith: statement.contrastWith,
      quoteAgreed: statement.quoteAgreed,
      proposals: statement.proposals,
      sources: statement.sources.length,
      source: {
        snapshotId: source?.snapshotId ?? '',
        zoneId: source?.zoneId ?? null,
        text: source?.text ?? '',
      },
      text,
      decision: statement.decision.state,
      findings: findings.map(present),
      redacted: redactText(text, findings, stored.decisions),
    }
  })
  return {
    id: stored.id,
    cohortId: stored.cohortId,
    lang: draft.lang,
    status: caseStatus(publication),
    publicName: draft.publicName,
    publicNameFindings: findingsIn(PUBLIC_NAME_ID, draft.publicName, roster).map(present),
    keywordFindings: findingsIn(KEYWORDS_ID, keywordText(draft), roster).map(present),
    tags: draft.tags,
    proposals: draft.proposals,
    contrasts: findContrasts(draft).map(({ statementIds: [one, other], linked }) => ({
      statementIds: [one, other],
      linked,
    })),
    sections: [...CASE_SECTIONS, UNSORTED].map((id) => ({
      id,
      required: isCaseSection(id) && REQUIRED_SECTIONS.includes(id),
      statements: statements.filter(({ section }) => section === id),
    })),
    images: draft.images.map(({ id, pixels, width, height, alt, taken, drawn }) => {
      const findings = findingsIn(id, alt, roster)
      return {
        id,
        pixels,
        width,
        height,
        snapshotId: drawn?.snapshotId ?? null,
        alt,
        redacted: redactText(alt, findings, stored.decisions),
        findings: findings.map(present),
        taken,
      }
    }),
    lost: publication === null ? lostDecisions(draft, stored.decisions, draftFindings(draft, roster)) : [],
    obstacles: publication === null ? obstacles(stored, facts) : [],
    counting: publication === null ? countingOf(stored, facts, more.isCounted) : null,
    published:
      publication?.document == null
        ? null
        : {
            slug: publication.slug,
            path: casePath(publication),
            url: more.site + casePath(publication),
            spread: publication.spread,
            isVerified: publication.isVerified,
            foundSince: [...publication.foundSince],
          },
    rights: [...more.rights],
  }
}

function presentFinding(
  { draft, decisions }: StoredCase,
  finding: DraftFinding,
  roster: Roster,
): FindingView {
  const decision = decisions[finding.key]
  const { action, replacement } = proposalFor(draft, finding)
  return {
    key: finding.key,
    start: finding.start,
    end: finding.end,
    text: finding.text,
    kind: finding.kind,
    class: finding.class,
    layer: finding.layer,
    reason: finding.reason,
    proposal: { action, replacement },
    options: findingOptions(draft, finding, roster),
    decision: {
      action: decision?.action ?? 'undecided',
      replacement: decision?.action === 'replace' ? decision.replacement : null,
      how: decision?.action === 'replace' ? (decision.how ?? null) : null,
      reason: decision?.action === 'keep' ? decision.reason : null,
    },
  }
}
