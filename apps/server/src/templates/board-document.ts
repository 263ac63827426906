import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  diffFields,
  encodeRecord,
  isFurniture,
  isShape,
  METHOD_KEY,
  metaRoot,
  methodOf,
  richTextToPlain,
  writeFields,
} from '@tablee/board'
import {
  type CurrentVocabulary,
  fillLanguages,
  type Template,
  templateMethod,
  templateRecords,
} from '@tablee/templates'
import type * as Y from 'yjs'

/** The texts of furniture that a correction may change. */
const TEXT_PROPS = ['title', 'prompt', 'purpose'] as const

/** Which version of its method a board's document says it has. */
export function versionOnBoard(doc: Y.Doc): string | null {
  const version = metaRoot(doc).get('version')
  return typeof version === 'string' ? version : null
}

/** Whether nobody has put anything on the board yet: there is nothing but what its method brought. */
export function isUntouched(doc: Y.Doc): boolean {
  for (const map of boardRoot(doc).values()) {
    const record = decodeRecord(map)
    if (record?.typeName === 'binding') return false
    // a text that belongs to the furniture is written in as well
    if (isShape(record) && (!isFurniture(record) || richTextToPlain(record.props['richText']).trim() !== ''))
      return false
  }
  return true
}

/** Puts the words of another version on the board; places, notes and everything else stay. */
export function correctTexts(doc: Y.Doc, template: Template): void {
  const filled = fillLanguages(template)
  const root = boardRoot(doc)
  for (const wanted of templateRecords(filled)) {
    const map = root.get(wanted.id)
    const record = map && decodeRecord(map)
    if (!map || !record) continue
    writeFields(map, diffFields(record, withTextsOf(record, wanted)))
  }
  // the lists of words are the board's own since it was made
  const sets = methodOf(doc)?.sets
  setMethod(doc, filled, { ...templateMethod(filled), ...(sets && { sets }) })
}

/** Makes an untouched board one of another version: its zones are laid out anew. */
export function replaceMethod(
  doc: Y.Doc,
  template: Template,
  lists: readonly Pick<CurrentVocabulary, 'id' | 'terms'>[],
): void {
  const filled = fillLanguages(template)
  const root = boardRoot(doc)
  for (const [id, map] of root) if (isShape(decodeRecord(map))) root.delete(id)
  for (const record of templateRecords(filled)) root.set(record.id, encodeRecord(record))
  setMethod(doc, filled, templateMethod(filled, lists))
}

function withTextsOf(record: BoardRecord, wanted: BoardRecord): BoardRecord {
  const props = { ...record.props }
  for (const name of TEXT_PROPS) if (wanted.props && name in wanted.props) props[name] = wanted.props[name]
  return { ...record, props }
}

function setMethod(doc: Y.Doc, template: Template, method: ReturnType<typeof templateMethod>): void {
  const facts = metaRoot(doc)
  facts.set('template', template.id)
  facts.set('version', template.version)
  facts.set(METHOD_KEY, method)
}
