import type { Finding, Trace } from '../find-authors.ts'
import { personByIdIn, personByNameIn } from './names.ts'

/** Shorter words stand in a line by chance. */
const WORDS_MIN = 12

/** A line of a log, or a row of a table, that names a note and a person. */
export const traceLines: Trace = (notes, { lines, people, anonymousIds }) => {
  const byId = new Map(notes.map((note) => [note.id, note]))
  const marks = [...byId.values()].map((note) => ({
    note,
    marks: [
      ...(anonymousIds.get(note.id) ?? []),
      note.id,
      ...(note.text.length >= WORDS_MIN ? [note.text] : []),
    ],
  }))
  return lines.flatMap(({ source, text }): Finding[] => {
    const named = marks.filter((each) => each.marks.some((mark) => text.includes(mark)))
    if (named.length === 0) return []
    const rest = named.reduce((left, { note }) => left.replaceAll(note.text, ''), text)
    const person = personByIdIn(rest, people) ?? personByNameIn(rest, people)
    if (!person) return []
    return named.map(({ note }) => ({
      noteId: note.id,
      trace: 'line',
      author: person.label,
      source,
      detail: 'it is named together with a person',
    }))
  })
}
