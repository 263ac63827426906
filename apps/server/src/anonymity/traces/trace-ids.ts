import type { NoteEvidence } from '../evidence.ts'
import type { Finding, Trace } from '../find-authors.ts'

/** Random ids share so many characters less than once in ten billion pairs. */
const SHARED_MIN = 6
/** From so many notes on it is no chance that their ids count. */
const COUNTED_MIN = 3
const SEPARATED = /^([A-Za-z0-9]{1,12})[-_.:/]/
/** ULID, UUID of a version with a time in it, ObjectId of a year between 2015 and 2050. */
const TIMED =
  /^(?:0[0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{8}-[0-9a-f]{4}-[167][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|(?:5[5-9]|[6-9][0-9a-f])[0-9a-f]{22})$/

/** Ids that are not random: with somebody in them, of one device or person, of a moment, or counted. */
export const traceIds: Trace = (notes, { notes: all, people }) => {
  const ids = new Map(notes.map((note) => [note.id, note]))
  const anonymous = [...ids.values()]
  const signed = all.filter(({ id, signedBy }) => signedBy !== null && !ids.has(id))
  const labelOf = (actor: string) => people.find((person) => person.ids.has(actor))?.label ?? actor
  const finding = (note: NoteEvidence, author: string | null, detail: string): Finding => ({
    noteId: note.id,
    trace: 'id',
    author,
    source: note.source,
    detail,
  })
  const common = commonPrefix([...anonymous, ...all].map(({ id }) => bare(id)))
  const tailOf = ({ id }: NoteEvidence) => bare(id).slice(common.length)
  const found: Finding[] = []
  for (const note of anonymous) {
    const person = people.find((each) => [...each.ids].some((id) => id.length >= 4 && note.id.includes(id)))
    if (person) found.push(finding(note, person.label, 'its id holds the id of a person'))
    if (TIMED.test(bare(note.id))) found.push(finding(note, null, 'its id says when it was made'))
    const sibling = signed.find((other) => shared(tailOf(other), tailOf(note)) >= SHARED_MIN)
    if (sibling?.signedBy)
      found.push(finding(note, labelOf(sibling.signedBy), 'its id begins as that of a signed note'))
  }
  return [
    ...found,
    ...grouped(anonymous, signed).map(([note, who]) =>
      finding(note, who && labelOf(who), 'its id begins as those of one writer'),
    ),
    ...counted(anonymous, tailOf).map((note) => finding(note, null, 'the ids count the notes as they came')),
  ]
}

/** Ids in parts, of which the first tells writers apart. */
function grouped(
  anonymous: readonly NoteEvidence[],
  signed: readonly NoteEvidence[],
): [NoteEvidence, string | null][] {
  const partOf = ({ id }: NoteEvidence) => SEPARATED.exec(bare(id))?.[1] ?? null
  const parts = anonymous.map(partOf)
  const distinct = new Set(parts)
  if (anonymous.length < COUNTED_MIN || distinct.has(null)) return []
  if (distinct.size < 2 || distinct.size === anonymous.length) return []
  return anonymous.map((note) => {
    const sibling = signed.find((other) => partOf(other) === partOf(note))
    return [note, sibling?.signedBy ?? null]
  })
}

/** Notes whose ids are a number each, one after the other. */
function counted(
  anonymous: readonly NoteEvidence[],
  tailOf: (note: NoteEvidence) => string,
): readonly NoteEvidence[] {
  const numbers = anonymous.map((note) => /^\D*(\d{1,9})$/.exec(tailOf(note))?.[1])
  if (anonymous.length < COUNTED_MIN || numbers.some((number) => number === undefined)) return []
  const sorted = numbers.map(Number).sort((a, b) => a - b)
  return sorted.every((number, at) => at === 0 || number - (sorted[at - 1] ?? 0) <= 2) ? anonymous : []
}

function bare(id: string): string {
  return id.replace(/^[a-z]+:/, '')
}

function shared(a: string, b: string): number {
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1
  return at
}

function commonPrefix(ids: readonly string[]): string {
  const [first = '', ...others] = new Set(ids)
  // one id alone has nothing in common with others
  return others.length === 0 ? '' : others.reduce((prefix, id) => prefix.slice(0, shared(prefix, id)), first)
}
