import * as z from 'zod'
import { findIdentifiers } from '../detect/find-identifiers.ts'
import type { Finding } from '../detect/finding.ts'
import type { Roster } from '../detect/roster.ts'
import { compact } from '../text/fold.ts'
import { textHash } from '../text/text-hash.ts'
import { type CaseDraft, KEYWORDS_ID, keywordText, PUBLIC_NAME_ID, statementText } from './case-draft.ts'
import { pseudonymKey } from './pseudonyms.ts'

/** In which way a replacement tells less. */
const FINDING_HOWS = ['role', 'band', 'relative', 'year', 'region', 'noun'] as const
/** In which way a replacement tells less. */
export type FindingHow = (typeof FINDING_HOWS)[number]

/** What an editor decided about a finding; keeping needs a reason. */
const findingDecisionSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('replace'),
    replacement: z.string().min(1),
    /** None for the editor's own words. */
    how: z.enum(FINDING_HOWS).optional(),
  }),
  z.strictObject({ action: z.literal('remove') }),
  z.strictObject({ action: z.literal('keep'), reason: z.string().min(1) }),
])

/** All decisions of a case by finding key. */
export const findingDecisionsSchema = z.record(z.string(), findingDecisionSchema)

/** What an editor decided about a finding. */
export type FindingDecision = z.infer<typeof findingDecisionSchema>
/** All decisions of a case by finding key. */
export type FindingDecisions = z.infer<typeof findingDecisionsSchema>

/** A finding in a statement of a draft (or in its public name or keywords). */
export interface DraftFinding extends Finding {
  readonly key: string
  readonly statementId: string
}

/**
 * The findings of one wording. A key holds the wording's hash, so a changed text re-opens its findings and an
 * unchanged one keeps its decisions (R42); the occurrence tells equal strings of one text apart.
 */
export function findingsIn(statementId: string, text: string, roster: Roster): DraftFinding[] {
  const seen = new Map<string, number>()
  const wording = textHash(text)
  return findIdentifiers(text, roster).map((finding) => {
    const string = `${finding.kind}.${textHash(finding.text)}`
    const occurrence = seen.get(string) ?? 0
    seen.set(string, occurrence + 1)
    return { ...finding, statementId, key: `${statementId}.${wording}.${string}.${occurrence}` }
  })
}

/** The findings in what stands above the statements: the public name and the keywords. */
export function headFindings(draft: CaseDraft, roster: Roster): DraftFinding[] {
  return [
    ...findingsIn(PUBLIC_NAME_ID, draft.publicName, roster),
    ...findingsIn(KEYWORDS_ID, keywordText(draft), roster),
  ]
}

/** The findings in what is read out of pictures, those that are left out too: a text is written before it is ticked. */
export function imageFindings({ images }: Pick<CaseDraft, 'images'>, roster: Roster): DraftFinding[] {
  return images.flatMap(({ id, alt }) => findingsIn(id, alt, roster))
}

/** All findings of a draft: in the public name, the keywords, the pictures, and every statement that is not dropped. */
export function draftFindings(draft: CaseDraft, roster: Roster): DraftFinding[] {
  return [
    ...headFindings(draft, roster),
    ...imageFindings(draft, roster),
    ...draft.statements
      .filter((statement) => statement.decision.state !== 'dropped')
      .flatMap((statement) => findingsIn(statement.id, statementText(statement), roster)),
  ]
}

/** Whether two findings mean the same: the same entity of the roster, or the same string. */
function meansTheSame(a: Finding, b: Finding): boolean {
  if (a.kind !== b.kind) return false
  const entity = pseudonymKey(a)
  return (entity !== null && entity === pseudonymKey(b)) || compact(a.text) === compact(b.text)
}

/**
 * A copy of the decisions with one more; `null` takes it back. With `everywhere` the same decision holds for every
 * finding of the case that means the same. The answer is null when the draft has no such finding.
 */
export function decideFinding(
  draft: CaseDraft,
  decisions: FindingDecisions,
  roster: Roster,
  choice: { key: string; decision: FindingDecision | null; everywhere: boolean },
): FindingDecisions | null {
  const findings = draftFindings(draft, roster)
  const chosen = findings.find(({ key }) => key === choice.key)
  if (chosen === undefined) {
    // what nobody finds any more can only be let go
    if (choice.decision !== null || !(choice.key in decisions)) return null
    const { [choice.key]: _, ...others } = decisions
    return others
  }
  const next = { ...decisions }
  for (const finding of findings) {
    if (finding.key !== chosen.key && !(choice.everywhere && meansTheSame(finding, chosen))) continue
    if (choice.decision === null) delete next[finding.key]
    else next[finding.key] = choice.decision
  }
  return next
}

/** The present wordings of a draft, those of dropped statements too, and how the keys of their findings begin. */
export function presentWordings(
  draft: CaseDraft,
): { readonly statementId: string; readonly text: string; readonly prefix: string }[] {
  const wording = (statementId: string, text: string) => ({
    statementId,
    text,
    prefix: `${statementId}.${textHash(text)}.`,
  })
  return [
    wording(PUBLIC_NAME_ID, draft.publicName),
    wording(KEYWORDS_ID, keywordText(draft)),
    ...draft.images.map(({ id, alt }) => wording(id, alt)),
    ...draft.statements.map((statement) => wording(statement.id, statementText(statement))),
  ]
}

/** Only the decisions that still belong to a wording, also of statements that are dropped for now. */
export function currentDecisions(draft: CaseDraft, decisions: FindingDecisions): FindingDecisions {
  const prefixes = presentWordings(draft).map(({ prefix }) => prefix)
  return Object.fromEntries(
    Object.entries(decisions).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))),
  )
}
