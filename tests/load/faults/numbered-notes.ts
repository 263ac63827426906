import { type BoardRecord, boardRoot, encodeRecord, TEXT_KEY } from '@tablee/board'
import { noteRecord } from '@tablee/board/testing'
import * as Y from 'yjs'

/** Words that one note takes before the next is begun: a workshop's notes are short. */
const WORDS_PER_NOTE = 20
/** Digits of a note's place among its siblings. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Writes numbered words, each once: what is lost or doubled shows in them. */
export interface NumberedWriter {
  /** The word that comes next. */
  readonly next: string
  /** Adds the next word. @returns it */
  write(): string
}

let notesMade = 0

/** A writer with a name of its own, in a document of hers. */
export function numberedWriter(doc: Y.Doc, name: string, by: string): NumberedWriter {
  let count = 0
  let text: Y.XmlText | null = null
  const next = () => `${name}.${count}`
  return {
    get next() {
      return next()
    },
    write() {
      const word = next()
      if (text === null || count % WORDS_PER_NOTE === 0) text = putNote(doc, by, word)
      else text.insert(text.length, ` ${word}`)
      count += 1
      return word
    },
  }
}

/** Puts a note on the board and gives its text. */
export function putNote(doc: Y.Doc, by: string, text: string): Y.XmlText {
  notesMade += 1
  const id = `shape:${doc.clientID.toString(36)}-${notesMade}`
  const root = boardRoot(doc)
  root.set(id, encodeRecord(note(id, by, text)))
  const fragment = root.get(id)?.get(TEXT_KEY)
  const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : null
  const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(letters instanceof Y.XmlText)) throw new Error('a note with a text holds a paragraph with letters')
  return letters
}

/** How often each numbered word stands in a document. */
export function wordsOf(doc: Y.Doc): Map<string, number> {
  const counts = new Map<string, number>()
  for (const record of boardRoot(doc).values()) {
    const fragment = record.get(TEXT_KEY)
    if (!(fragment instanceof Y.XmlFragment)) continue
    for (const word of fragment
      .toString()
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/))
      if (/^\w+\.\d+$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function note(id: string, by: string, text: string): BoardRecord {
  const place = { x: (notesMade % 40) * 220, y: 100_000 + Math.floor(notesMade / 40) * 220 }
  // below every zone: in one, the server would write down which
  return {
    ...noteRecord({ id, by, text, index: indexOf(notesMade), ...place }),
    meta: { by, zone: null },
  }
}

/** A place above the furniture that no other note has: a `d` is followed by four digits in tldraw's order. */
function indexOf(number: number): string {
  let rest = number
  let digits = ''
  for (let place = 0; place < 4; place++) {
    digits = `${DIGITS[rest % DIGITS.length]}${digits}`
    rest = Math.floor(rest / DIGITS.length)
  }
  return `d${digits}`
}
