import { wordsOf } from '../text/fold.ts'
import { viewText } from '../text/text-view.ts'

/** As many words in a row that a public case has too lead from one text to the other. */
const RUN_WORDS = 5
/** "il n'y a pas de" is everybody's: of a run, so many words have at least so many letters. */
const LONG_WORDS = 2
const LONG_LETTERS = 5

/** The words of a public case, made ready to be compared with many texts. */
export interface CaseWords {
  /** Hashes of its runs in rising order: most texts share none, which is told without reading. */
  readonly hashes: Uint32Array
  /** Its folded words, a sentence per line. */
  readonly folded: string
}

interface Run {
  readonly folded: string
  readonly hash: number
  /** As it is written. */
  readonly written: string
}

/** A small hash of folded words (FNV-1a, 32 bits). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

function runsOf(text: string): Run[] {
  const view = viewText(text)
  const words = wordsOf(view)
  const runs: Run[] = []
  for (let from = 0; from + RUN_WORDS <= words.length; from += 1) {
    const run = words.slice(from, from + RUN_WORDS)
    if (run.filter((word) => word.folded.length >= LONG_LETTERS).length < LONG_WORDS) continue
    const folded = ` ${run.map((word) => word.folded).join(' ')} `
    const written = view.text.slice(run[0]?.start, run.at(-1)?.end)
    runs.push({ folded, hash: hashOf(folded), written })
  }
  return runs
}

/** Reads the texts of a public case for comparing. */
export function caseWords(texts: readonly string[]): CaseWords {
  const hashes = texts.flatMap((text) => runsOf(text).map(({ hash }) => hash))
  const folded = texts.map(
    (text) =>
      ` ${wordsOf(viewText(text))
        .map((word) => word.folded)
        .join(' ')} `,
  )
  return { hashes: Uint32Array.from(new Set(hashes)).sort(), folded: folded.join('\n') }
}

function holds(sorted: Uint32Array, hash: number): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle] ?? 0
    if (found === hash) return true
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** The first five words in a row of a text that a public case has too, as the text writes them; null without any. */
export function sharedRun(text: string, words: CaseWords): string | null {
  const shared = runsOf(text).find(
    ({ hash, folded }) => holds(words.hashes, hash) && words.folded.includes(folded),
  )
  return shared?.written ?? null
}
