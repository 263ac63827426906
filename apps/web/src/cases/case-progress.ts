import type { CaseDraftView, CaseStatementView, FindingView } from '@tablee/contract'

/** How far the editor has come: statements and identifiers together, each one decision. */
export interface CaseProgress {
  decided: number
  total: number
}

/** The statements of a draft in reading order. */
function caseStatements(draft: CaseDraftView): CaseStatementView[] {
  return draft.sections.flatMap((section) => section.statements)
}

/** The identifiers that need a decision: a dropped statement takes its own with it. */
export function openFindings(statement: CaseStatementView): readonly FindingView[] {
  return statement.decision === 'dropped' ? [] : statement.findings
}

/** The identifiers in the public name, and in what is read out of pictures that enter. */
function aboveStatements(draft: CaseDraftView): readonly FindingView[] {
  const taken = draft.images.filter((image) => image.taken)
  return [...draft.publicNameFindings, ...taken.flatMap(({ findings }) => findings)]
}

/** Counts the decisions that are taken and those that a case asks for. */
export function caseProgress(draft: CaseDraftView): CaseProgress {
  const statements = caseStatements(draft)
  const findings = [...aboveStatements(draft), ...statements.flatMap(openFindings)]
  const decided =
    statements.filter(({ decision }) => decision !== 'undecided').length +
    findings.filter(({ decision }) => decision.action !== 'undecided').length
  return { decided, total: statements.length + findings.length }
}

/** How often the same words were found in the whole case, this time included. */
export function occurrences(draft: CaseDraftView, finding: FindingView): number {
  const all = [...aboveStatements(draft), ...caseStatements(draft).flatMap(openFindings)]
  const words = finding.text.toLocaleLowerCase()
  return all.filter(({ kind, text }) => kind === finding.kind && text.toLocaleLowerCase() === words).length
}
