import type { FindingView } from '@tablee/contract'

/** A piece of a text: plain, or an identifier that was found. */
export interface TextPiece {
  text: string
  finding: FindingView | null
}

/**
 * Cuts a text at its findings; put together again, the pieces are the text. A finding that overlaps an earlier one
 * or lies outside the text is left out: the text must stay readable whatever the server found.
 */
export function markText(text: string, findings: readonly FindingView[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    if (finding.start < at || finding.end > text.length || finding.end <= finding.start) continue
    if (finding.start > at) pieces.push({ text: text.slice(at, finding.start), finding: null })
    pieces.push({ text: text.slice(finding.start, finding.end), finding })
    at = finding.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), finding: null })
  return pieces
}
