import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  diffFields,
  encodeRecord,
  equalValues,
  isShape,
  METHOD_KEY,
  metaRoot,
  methodOf,
  writeFields,
} from '@tablee/board'
import { correctSteps, readScript, rebaseSteps, type ScriptStep, STEPS_KEY } from '@tablee/board/script'
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

/** Puts the words of another version on the board and in its steps; places, notes and everything else stay. */
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
  const from = methodOf(doc)
  const to = { ...templateMethod(filled), ...(from && { sets: from.sets }) }
  const steps = keptSteps(doc)
  if (steps) keepSteps(doc, correctSteps({ steps, from, to }))
  setMethod(doc, filled, to)
}

/** Makes an untouched board one of another version: its zones are laid out anew, its steps are those of the version. */
export function replaceMethod(
  doc: Y.Doc,
  template: Template,
  lists: readonly Pick<CurrentVocabulary, 'id' | 'terms'>[],
): void {
  const filled = fillLanguages(template)
  const root = boardRoot(doc)
  for (const [id, map] of root) if (isShape(decodeRecord(map))) root.delete(id)
  for (const record of templateRecords(filled)) root.set(record.id, encodeRecord(record))
  const from = methodOf(doc)
  const to = templateMethod(filled, lists)
  const steps = keptSteps(doc)
  if (steps) keepSteps(doc, rebaseSteps({ steps, from, to }))
  setMethod(doc, filled, to)
}

/** The steps that a board has of its own since somebody planned or started its script; null while it has its method's. */
function keptSteps(doc: Y.Doc): readonly ScriptStep[] | null {
  const facts = metaRoot(doc)
  return facts.has(STEPS_KEY) ? readScript(facts).steps : null
}

/** Null: the board follows its method. */
function keepSteps(doc: Y.Doc, steps: readonly ScriptStep[] | null): void {
  const facts = metaRoot(doc)
  if (steps === null) facts.delete(STEPS_KEY)
  else if (!equalValues(facts.get(STEPS_KEY), steps)) facts.set(STEPS_KEY, steps)
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
