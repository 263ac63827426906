import { wordsOf } from '../text/fold.ts'

/** Fewer words between quotation marks are an expression, not somebody's sentence. */
const QUOTE_WORDS = 4
const QUOTED = /«\s*([^«»]+?)\s*»|“([^“”]+)”|"([^"]+)"/gu

const folded = (text: string): string =>
  wordsOf({ text: text.normalize('NFC') })
    .map((word) => word.folded)
    .join(' ')

/** What somebody said word for word in a text: passages between quotation marks, folded. */
function passages(text: string): string[] {
  return Array.from(text.matchAll(QUOTED), ([, french, curly, straight]) =>
    folded(french ?? curly ?? straight ?? ''),
  ).filter((words) => words.split(' ').length >= QUOTE_WORDS)
}

/** Whether a text holds words that are said to be somebody's. */
export const hasQuote = (text: string): boolean => passages(text).length > 0

/**
 * Whether a wording repeats somebody's words as they stand on the board (R104): those between quotation marks, or the
 * whole of a note that is a quote.
 */
export function repeatsQuote(statement: {
  readonly isQuote: boolean
  readonly written: string
  readonly wording: string
}): boolean {
  const wording = folded(statement.wording)
  if (statement.isQuote && wording.includes(folded(statement.written))) return true
  return passages(statement.written).some((words) => wording.includes(words))
}
