import * as Y from 'yjs'
import { ATTENTION_FACT, DONE_FACT, HANDS_FACT, readAttention, readHands } from '../attention.ts'
import { BASE_KEY, boardRoot, metaRoot, PLACE_KEY, type RecordMap, TEXT_KEY } from '../layout.ts'
import { type BoardRecord, isObject } from '../record.ts'
import { type Mask, maskValue } from './mask-words.ts'

/** Where the author of a record stands when it was written after its creation. */
const AUTHOR_KEY = 'm.by'

/** Who is to be found no more on a board. */
export interface ErasedPerson {
  /** Who she is on this board. */
  readonly actorId: string
  readonly mask: Mask
}

/** Whether something of a record, as it is stored, is hers or speaks of her. */
export function isTouched(map: RecordMap, person: ErasedPerson): boolean {
  let isHers = false
  map.forEach((value, key) => {
    isHers ||=
      value instanceof Y.XmlFragment
        ? textsOf(value).some((text) => person.mask.find(plain(text)).length > 0)
        : erasedField(key, value, person) !== value
  })
  return isHers
}

/**
 * Takes a person off a board: her notes and arrows stay and are nobody's, her name gives way to the mask's word
 * wherever somebody wrote it, letter by letter, so that whoever types beside it goes on; her hand, her mark of having
 * finished and her call go. Only `recordIds` are looked at, when they are given. What is the same is not touched.
 * @returns how many records changed.
 */
export function erasePerson(
  doc: Y.Doc,
  person: ErasedPerson,
  recordIds?: readonly string[],
): { records: number } {
  const board = boardRoot(doc)
  let records = 0
  doc.transact(() => {
    for (const id of recordIds ?? [...board.keys()]) {
      const map = board.get(id)
      if (map instanceof Y.Map && eraseFromRecord(map, person)) records += 1
    }
    eraseFromFacts(metaRoot(doc), person)
  })
  return { records }
}

function eraseFromRecord(map: RecordMap, person: ErasedPerson): boolean {
  let isChanged = false
  for (const [key, value] of [...map]) {
    if (value instanceof Y.XmlFragment) {
      for (const text of textsOf(value)) if (maskTyped(text, person.mask)) isChanged = true
      continue
    }
    const next = erasedField(key, value, person)
    if (next === value) continue
    isChanged = true
    if (next === undefined) map.delete(key)
    else map.set(key, next)
  }
  return isChanged
}

/** The field without her; undefined when nothing of it stays. */
function erasedField(key: string, value: unknown, { actorId, mask }: ErasedPerson): unknown {
  if (key === AUTHOR_KEY) return value === actorId ? undefined : value
  if (key === TEXT_KEY || key === PLACE_KEY) return value
  return maskValue(key === BASE_KEY ? unsigned(value, actorId) : value, mask)
}

/** A record that names nobody as its author, when she was it. */
function unsigned(value: unknown, actorId: string): unknown {
  if (!isObject(value) || !isObject(value['meta']) || value['meta']['by'] !== actorId) return value
  const { by: _by, ...meta } = value['meta']
  return { ...value, meta }
}

/** The same for records that are kept beside a board: snapshots, notes that were taken off it. */
export function withoutPerson(record: BoardRecord, { actorId, mask }: ErasedPerson): BoardRecord {
  // a record stays one: only `meta.by` and words inside strings go
  return maskValue(unsigned(record, actorId), mask) as BoardRecord
}

function eraseFromFacts(facts: Y.Map<unknown>, { actorId, mask }: ErasedPerson): void {
  const hands = readHands(facts)
  if (hands.includes(actorId))
    facts.set(
      HANDS_FACT,
      hands.filter((hand) => hand !== actorId),
    )
  const done = facts.get(DONE_FACT)
  if (isObject(done) && Array.isArray(done['marks']) && done['marks'].includes(actorId))
    facts.set(DONE_FACT, { ...done, marks: done['marks'].filter((mark) => mark !== actorId) })
  const attention = readAttention(facts)
  if (attention.call?.by === actorId) facts.set(ATTENTION_FACT, { ...attention, call: null })
  for (const [key, value] of [...facts]) {
    const next = maskValue(value, mask)
    if (next !== value) facts.set(key, next)
  }
}

/** Every run of letters in a rich text. */
function textsOf(node: Y.XmlFragment | Y.XmlElement): Y.XmlText[] {
  return node.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsOf(child) : []
  })
}

/** The letters of a run; its marks take no place. */
function plain(text: Y.XmlText): string {
  const parts: { insert: unknown }[] = text.toDelta()
  // an embed, which boards do not take, has the length of one letter
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')
}

function maskTyped(text: Y.XmlText, { find, word }: Mask): boolean {
  const spans = find(plain(text))
  for (const { start, end } of spans.toReversed()) {
    text.insert(end, word)
    text.delete(start, end - start)
  }
  return spans.length > 0
}
