import { isDirect } from '../detect/finding.ts'
import type { Roster } from '../detect/roster.ts'
import {
  type CaseDraft,
  type CaseTags,
  entersCase,
  PUBLIC_NAME_ID,
  statementText,
} from '../draft/case-draft.ts'
import { type DraftFinding, type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { CASE_SECTIONS, type CaseSection, isCaseSection, REQUIRED_SECTIONS } from '../outline.ts'
import { compact } from '../text/fold.ts'

/** What stands between a draft and its publication. */
export interface RedactionGaps {
  /** Findings without a decision, in texts that are to be published. */
  readonly findings: readonly { statementId: string; key: string }[]
  /** Statements that are undecided, or to be published and still in the tray. */
  readonly statements: readonly string[]
  /** Required sections without a statement. */
  readonly sections: readonly CaseSection[]
}

/** Thrown when a case is redacted before everything is decided; ids only, never words. */
export class RedactionIncomplete extends Error {
  readonly gaps: RedactionGaps
  constructor(gaps: RedactionGaps) {
    super('the case is not fully decided')
    this.name = 'RedactionIncomplete'
    this.gaps = gaps
  }
}

/** The publishable text of a case, free of ids and origins; `removed` and `kept` are for the residue check only. */
export interface RedactedCase {
  readonly publicName: string
  readonly lang: CaseDraft['lang']
  readonly tags: CaseTags
  readonly sections: readonly { id: CaseSection; texts: readonly string[] }[]
  /** Raw strings that were replaced or removed. */
  readonly removed: readonly string[]
  /** Raw strings that stay, each with a reason on record. */
  readonly kept: readonly string[]
}

/** Repairs the seams that a removal leaves: doubled spaces, empty brackets, a space before a comma. */
function tidy(text: string): string {
  return text
    .replace(/[([{«"“]\s*[)\]}»"”]/gu, '')
    .replace(/[ \u00a0\u202f]{2,}/gu, ' ')
    .replace(/ +([,.)\]])/gu, '$1')
    .replace(/([([]) +/gu, '$1')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/,\s*([.;!?])/gu, '$1')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

/** A replacement in brackets inside brackets that the author opened: "[Aïcha, encadrante]" gives "[TS, encadrante]". */
function fitting(replacement: string, before: string): string {
  return before.endsWith('[') && /^\[[^[\]]*\]$/.test(replacement) ? replacement.slice(1, -1) : replacement
}

/** A text after the decisions taken so far; findings that wait for one stand as they were. */
export function redactText(
  text: string,
  findings: readonly DraftFinding[],
  decisions: FindingDecisions,
): string {
  let redacted = ''
  let from = 0
  let isCut = false
  for (const finding of findings) {
    const decision = decisions[finding.key]
    if (decision === undefined || decision.action === 'keep') continue
    redacted += text.slice(from, finding.start)
    if (decision.action === 'replace') redacted += fitting(decision.replacement, redacted)
    else isCut = true
    from = finding.end
  }
  redacted += text.slice(from)
  return isCut ? tidy(redacted) : redacted
}

/** A replacement that says the same string again, e.g. the public name of an organisation that wants its own name. */
function repeats(replacement: string, raw: string): boolean {
  return compact(replacement).includes(compact(raw))
}

/** What is still to be decided before a case can be redacted (R43). */
export function redactionGaps(draft: CaseDraft, decisions: FindingDecisions, roster: Roster): RedactionGaps {
  const entering = draft.statements.filter(entersCase)
  const findings = [
    ...findingsIn(PUBLIC_NAME_ID, draft.publicName, roster),
    ...entering.flatMap((statement) => findingsIn(statement.id, statementText(statement), roster)),
  ]
  return {
    findings: findings
      .filter(({ key }) => decisions[key] === undefined)
      .map(({ statementId, key }) => ({ statementId, key })),
    statements: draft.statements
      .filter((statement) =>
        statement.decision.state === 'undecided'
          ? true
          : entersCase(statement) && !isCaseSection(statement.section),
      )
      .map(({ id }) => id),
    sections: REQUIRED_SECTIONS.filter((id) => !entering.some(({ section }) => section === id)),
  }
}

/**
 * Replaces every decided identifier; the draft is not touched.
 * @throws {RedactionIncomplete} when a finding or statement has no decision, or a required section is empty.
 */
export function redactCase(draft: CaseDraft, decisions: FindingDecisions, roster: Roster): RedactedCase {
  const gaps = redactionGaps(draft, decisions, roster)
  if (gaps.findings.length + gaps.statements.length + gaps.sections.length > 0)
    throw new RedactionIncomplete(gaps)
  const removed = new Set<string>()
  const kept = new Set<string>()
  const redact = (id: string, text: string): string => {
    const findings = findingsIn(id, text, roster)
    for (const finding of findings) {
      const decision = decisions[finding.key]
      if (decision?.action === 'keep') kept.add(finding.text)
      else if (decision?.action === 'replace' && repeats(decision.replacement, finding.text)) continue
      // "directrice" and "2023" may stand elsewhere for something else: each was looked at in its place
      else if (finding.layer === 'format' || finding.layer === 'roster' || isDirect(finding))
        removed.add(finding.text)
    }
    return redactText(text, findings, decisions)
  }
  const sections = CASE_SECTIONS.map((id) => ({
    id,
    texts: draft.statements
      .filter((statement) => statement.section === id && entersCase(statement))
      .map((statement) => redact(statement.id, statementText(statement)))
      .filter((text) => text !== ''),
  }))
  const publicName = redact(PUBLIC_NAME_ID, draft.publicName)
  const emptied = REQUIRED_SECTIONS.filter(
    (id) => sections.find((section) => section.id === id)?.texts.length === 0,
  )
  if (emptied.length > 0) throw new RedactionIncomplete({ findings: [], statements: [], sections: emptied })
  return {
    publicName,
    lang: draft.lang,
    tags: draft.tags,
    sections: sections.filter(({ texts }) => texts.length > 0),
    removed: [...removed],
    kept: [...kept],
  }
}
