import { authorOf, type BoardRecord, isFurniture, isShape, richTextToPlain } from '@tablee/board'
import { type Evidence, meetPerson, type NoteEvidence, type StoredField } from '../evidence.ts'

/** What a coach prepared is signed by nobody who could be found. */
const PREPARED = 'prepared'
/** Where somebody's own words stand: on the note, and in the cells of its row. */
const CONTENT = /^(props\.(richText|text)\b|meta\.c_)/

/** Reads the notes among a board's records. `isPast`: of a time that is over, as in a snapshot. */
export function readRecords(
  evidence: Evidence,
  source: string,
  records: readonly BoardRecord[],
  { isPast = false }: { isPast?: boolean } = {},
): void {
  for (const record of records) {
    if (!isNote(record)) continue
    const signedBy = authorOf(record)
    if (signedBy !== null && signedBy !== PREPARED) meetPerson(evidence, { ids: [signedBy] })
    evidence.notes.push({
      ...noteOf(record, source),
      fields: fieldsOf(record, isPast),
      signedBy,
    })
  }
}

/** Whether a record holds something that somebody wrote. */
export function isNote(record: BoardRecord): boolean {
  return isShape(record) && record.type === 'note' && !isFurniture(record)
}

/** A note, as far as one record says what it is. */
export function noteOf(record: BoardRecord, source: string): NoteEvidence {
  const { zone } = record.meta ?? {}
  return {
    source,
    id: record.id,
    zone: typeof zone === 'string' ? zone : null,
    isRow: false,
    text: richTextToPlain(record.props?.['richText']).trim(),
    fields: [],
    signedBy: null,
    madeBy: null,
    wordsBy: [],
    place: null,
    layer: typeof record['index'] === 'string' ? record['index'] : null,
  }
}

/** Every single value that is stored with a record, by its path. */
export function fieldsOf(value: unknown, isPast: boolean, path = ''): StoredField[] {
  if (typeof value === 'string' || typeof value === 'number')
    return [{ path, value, isContent: CONTENT.test(path), isPast }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsOf(inner, isPast, path === '' ? name : `${path}.${name}`),
  )
}
