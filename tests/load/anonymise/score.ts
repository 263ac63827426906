import { type Finding, isDirect, wordsOf } from '@tablee/cases'
import { LABEL_KINDS, type Label, type LabelKind, type LabelledText } from './labelled-text.ts'

/** How much of one kind was found, and how much of what was found is right. */
export interface Score {
  /** Identifiers that the author marked. */
  readonly marked: number
  /** Of them, those whose every word with content is within a direct finding, of whatever kind. */
  readonly covered: number
  /** Direct findings of this kind. */
  readonly found: number
  /** Of them, those that touch a mark. */
  readonly right: number
}

/** A mark that was missed, or a direct finding where nothing is marked. */
interface Mistake {
  readonly line: number
  readonly kind: string
  readonly text: string
  readonly what: 'missed' | 'wrong'
  readonly reason: string
}

/** What a detection made of a labelled file. */
export interface Scores {
  readonly byKind: Readonly<Record<LabelKind, Score>>
  readonly all: Score
  /** Clean texts, and those among them with a direct finding. */
  readonly clean: { readonly texts: number; readonly touched: number }
  readonly mistakes: readonly Mistake[]
}

/** Words that a mark holds without identifying anybody. */
const EMPTY_WORDS = new Set(
  'de du des d la le les l et en a au aux van den der het m mme mr mlle madame monsieur dr mevrouw meneer asbl vzw srl bte bus tel rue'.split(
    ' ',
  ),
)

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && a.end > b.start

function isCovered(text: string, label: Label, findings: readonly Finding[]): boolean {
  const words = wordsOf({ text: text.slice(label.start, label.end) }).map((word) => ({
    ...word,
    start: word.start + label.start,
    end: word.end + label.start,
  }))
  const content = words.filter((word) => !EMPTY_WORDS.has(word.folded))
  return (content.length > 0 ? content : words).every((word) =>
    findings.some((finding) => finding.start <= word.start && finding.end >= word.end),
  )
}

/** Compares what was found in each text with what its author marked. */
export function score(texts: readonly LabelledText[], find: (text: string) => readonly Finding[]): Scores {
  const counts = new Map<string, { marked: number; covered: number; found: number; right: number }>()
  const of = (kind: string) => {
    const known = counts.get(kind) ?? { marked: 0, covered: 0, found: 0, right: 0 }
    counts.set(kind, known)
    return known
  }
  const mistakes: Mistake[] = []
  let touched = 0
  for (const { line, text, labels, isClean } of texts) {
    const direct = find(text).filter(isDirect)
    if (isClean && direct.length > 0) touched += 1
    for (const label of labels) {
      const isFound = isCovered(text, label, direct)
      for (const count of [of(label.kind), of('all')]) {
        count.marked += 1
        count.covered += isFound ? 1 : 0
      }
      const marked = text.slice(label.start, label.end)
      if (!isFound) mistakes.push({ line, kind: label.kind, text: marked, what: 'missed', reason: '' })
    }
    for (const finding of direct) {
      const isRight = labels.some((label) => overlaps(label, finding))
      for (const count of [of(finding.kind), of('all')]) {
        count.found += 1
        count.right += isRight ? 1 : 0
      }
      if (!isRight)
        mistakes.push({ line, kind: finding.kind, text: finding.text, what: 'wrong', reason: finding.reason })
    }
  }
  return {
    byKind: Object.fromEntries(LABEL_KINDS.map((kind) => [kind, of(kind)])) as Record<LabelKind, Score>, // all kinds are there
    all: of('all'),
    clean: { texts: texts.filter((entry) => entry.isClean).length, touched },
    mistakes,
  }
}
