import { anonymousNotes, type Evidence, type NoteEvidence } from './evidence.ts'
import { traceClients } from './traces/trace-clients.ts'
import { traceFields } from './traces/trace-fields.ts'
import { traceIds } from './traces/trace-ids.ts'
import { traceLines } from './traces/trace-lines.ts'
import { traceOrder } from './traces/trace-order.ts'
import { traceTimes } from './traces/trace-times.ts'

/** By what an author was found. */
export const TRACES = ['client', 'field', 'name', 'id', 'order', 'time', 'line', 'history'] as const

/** One trace from a note to who wrote it. */
export interface Finding {
  noteId: string
  trace: (typeof TRACES)[number]
  /** Who it leads to; null when it tells writers apart without saying who they are. */
  author: string | null
  source: string
  /** Which field, which rule: never what somebody wrote. */
  detail: string
}

/** One way to look: the notes to look at, and all that was read. */
export type Trace = (notes: readonly NoteEvidence[], evidence: Evidence) => Finding[]

/** What the look came to. */
export interface Verdict {
  /** Anonymous notes, each once. */
  notes: number
  /** People who were known, and could have been found. */
  people: number
  /** Notes to which an author was found, or whose writers can be told apart. */
  found: number
  findings: Finding[]
}

const LOOKS: readonly Trace[] = [traceClients, traceFields, traceIds, traceOrder, traceTimes, traceLines]

/** Tries to find out who wrote the anonymous notes, by every trace that is known. */
export function findAuthors(evidence: Evidence): Verdict {
  const notes = anonymousNotes(evidence)
  const findings = distinct(LOOKS.flatMap((look) => look(notes, evidence)))
  return {
    notes: new Set(notes.map(({ id }) => id)).size,
    people: evidence.people.length,
    found: new Set(findings.map(({ noteId }) => noteId)).size,
    findings,
  }
}

/** The same trace of the same note, once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map((finding) => [
        [finding.noteId, finding.trace, finding.author, finding.source, finding.detail].join('\n'),
        finding,
      ]),
    ).values(),
  ]
}
