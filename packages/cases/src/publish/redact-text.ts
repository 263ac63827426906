import type { DraftFinding, FindingDecisions } from '../draft/finding-decisions.ts'

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
