import type { FindingKind } from '@tablee/cases'

/** The kinds of identifier that a labelled file may mark. */
export const LABEL_KINDS = [
  'PER',
  'ORG',
  'EMAIL',
  'PHONE',
  'IBAN',
  'PAYREF',
  'BCE',
  'SIREN',
  'NISS',
  'NIR',
  'ADDR',
  'URL',
  'HANDLE',
  'PLATE',
  'SECRET',
] as const satisfies FindingKind[]

/** A kind that a labelled file may mark. */
export type LabelKind = (typeof LABEL_KINDS)[number]

/** An identifier that the author of a file marked; offsets count UTF-16 units of the text without marks. */
export interface Label {
  readonly kind: LabelKind
  readonly start: number
  readonly end: number
}

/** One text of a labelled file. */
export interface LabelledText {
  /** Line of the file, from 1. */
  readonly line: number
  readonly text: string
  readonly labels: readonly Label[]
  /** Whether the author says that nothing in it points at anybody. */
  readonly isClean: boolean
}

const MARK = /\[\[([A-Z]+)\|(.+?)\]\]/gsu

const isLabelKind = (kind: string): kind is LabelKind => LABEL_KINDS.some((known) => known === kind)

/** What a line break inside a text is written as: one text is one line. */
const LINE_BREAK = '↵'

/**
 * Reads a labelled file: one text a line, identifiers as `[[KIND|text]]`, clean texts after `- `, `↵` for a line break
 * inside a text; empty lines and lines that begin with `#` say nothing.
 * @throws {Error} for a mark of an unknown kind, with its line.
 */
export function readLabelledTexts(file: string): LabelledText[] {
  return file.split(/\r?\n/).flatMap((raw, at) => {
    const line = at + 1
    if (raw.trim() === '' || raw.startsWith('# ')) return []
    const isClean = raw.startsWith('- ')
    const source = (isClean ? raw.slice(2) : raw).replaceAll(LINE_BREAK, '\n')
    const labels: Label[] = []
    let text = ''
    let from = 0
    for (const match of source.matchAll(MARK)) {
      const [whole, kind = '', marked = ''] = match
      if (!isLabelKind(kind)) throw new Error(`line ${line}: ${kind} is none of ${LABEL_KINDS.join(' ')}`)
      text += source.slice(from, match.index)
      labels.push({ kind, start: text.length, end: text.length + marked.length })
      text += marked
      from = match.index + whole.length
    }
    text += source.slice(from)
    return [{ line, text, labels, isClean: isClean && labels.length === 0 }]
  })
}
