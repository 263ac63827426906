import { foldText } from '@tablee/board'

/** Two texts are the same to a person when these are: no capitals, accents, spaces around or kinds of apostrophes. */
export function foldTyped(text: string): string {
  return foldText(text).replace(/[’`]/g, "'").trim()
}
