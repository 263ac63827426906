import {
  CASE_SECTIONS,
  type DraftFinding,
  findingsIn,
  isCaseSection,
  PUBLIC_NAME_ID,
  proposalFor,
  REQUIRED_SECTIONS,
  type Roster,
  redactionGaps,
  redactText,
  statementText,
  UNSORTED,
} from '@tablee/cases'
import type { CaseDraftView, CaseStatementView, FindingView, Right } from '@tablee/contract'
import { isConsented } from './draft-text.ts'
import type { Publication, StoredCase } from './store.ts'

/** A draft as its editor sees it. */
export function presentDraft(
  stored: StoredCase,
  more: { roster: Roster; publication: Publication | null; rights: readonly Right[]; site: string },
): CaseDraftView {
  const { draft } = stored
  const { roster, publication } = more
  const consent = isConsented(stored, roster) ? stored.consent : null
  const present = (finding: DraftFinding): FindingView => presentFinding(stored, finding)
  const statements = draft.statements.map((statement): CaseStatementView & { section: string } => {
    const text = statementText(statement)
    const findings = findingsIn(statement.id, text, roster)
    const [source] = statement.sources
    return {
      id: statement.id,
      section: statement.section,
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
    tags: draft.tags,
    consent: { confirmed: consent !== null, confirmedAt: consent?.at ?? null },
    sections: [...CASE_SECTIONS, UNSORTED].map((id) => ({
      id,
      required: isCaseSection(id) && REQUIRED_SECTIONS.includes(id),
      statements: statements.filter(({ section }) => section === id),
    })),
    obstacles: publication === null ? obstacles(stored, roster) : [],
    published:
      publication?.document == null
        ? null
        : { slug: publication.slug, url: `${more.site}/cas/${publication.slug}` },
    rights: [...more.rights],
  }
}

/** How far a case is. */
export function caseStatus(publication: Publication | null): CaseDraftView['status'] {
  if (publication === null) return 'draft'
  return publication.document === null ? 'withdrawn' : 'published'
}

function obstacles(stored: StoredCase, roster: Roster): CaseDraftView['obstacles'] {
  const gaps = redactionGaps(stored.draft, stored.decisions, roster)
  const found: CaseDraftView['obstacles'] = []
  const add = (code: string, statementIds: readonly string[], sections: readonly string[] = []): void => {
    if (statementIds.length + sections.length === 0) return
    found.push({ code, statementIds: [...new Set(statementIds)], sections: [...sections] })
  }
  add('case_statements_undecided', gaps.statements)
  add(
    'case_findings_undecided',
    gaps.findings.map(({ statementId }) => statementId),
  )
  add('case_sections_missing', [], gaps.sections)
  if (!isConsented(stored, roster))
    found.push({ code: 'case_consent_missing', statementIds: [], sections: [] })
  return found
}

function presentFinding({ draft, decisions }: StoredCase, finding: DraftFinding): FindingView {
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
    decision: {
      action: decision?.action ?? 'undecided',
      replacement: decision?.action === 'replace' ? decision.replacement : null,
      reason: decision?.action === 'keep' ? decision.reason : null,
    },
  }
}
