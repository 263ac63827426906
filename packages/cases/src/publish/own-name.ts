import { findInLabel } from '../detect/find-identifiers.ts'
import type { Finding } from '../detect/finding.ts'
import { withoutLegalForm } from '../detect/organisation-forms.ts'
import type { Roster } from '../detect/roster.ts'
import { type CaseDraft, PUBLIC_NAME_ID } from '../draft/case-draft.ts'
import { type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { compact, wordsOf } from '../text/fold.ts'
import { redactText } from './redact-text.ts'
import { wordRun } from './word-run.ts'

/**
 * Of a case that is public under the name of its own organisation: whether a finding says no more than that name, its
 * legal form aside (R66). Nothing does where it has an assumed one.
 */
export function openOwnName(
  { publicName, ownOrganisationIds }: CaseDraft,
  decisions: FindingDecisions,
  roster: Roster,
): (finding: Finding) => boolean {
  const isOwn = ({ kind, entityIds }: Finding): boolean =>
    kind === 'ORG' && entityIds.length > 0 && entityIds.every((id) => ownOrganisationIds.includes(id))
  const shown = redactText(publicName, findingsIn(PUBLIC_NAME_ID, publicName, roster), decisions)
  if (!findInLabel(shown, roster).some(isOwn)) return () => false
  const name = wordRun(shown, 'fold')
  return (finding) => {
    const bare = withoutLegalForm(finding.text)
    // a single word of it may be somebody else's
    const isWhole = wordsOf({ text: bare }).length > 1 || compact(bare) === compact(shown)
    return isOwn(finding) && isWhole && name.includes(wordRun(bare, 'fold'))
  }
}
