import { AMBIGUOUS_NAMES, AMBIGUOUS_PLACES } from '../detect/ambiguous-words.ts'
import type { Finding } from '../detect/finding.ts'
import { isDetermined } from '../detect/gazetteer/context.ts'
import { readTokens, type Token } from '../detect/gazetteer/read-tokens.ts'
import { isCommonWord } from '../detect/lists/common-words.ts'
import { wordsOf } from '../text/fold.ts'
import { viewText } from '../text/text-view.ts'
import { type Artefact, spokenTexts } from './artefact-text.ts'
import { bareWord, wordRun } from './word-run.ts'

/** Which statement of the draft words come from. */
interface SentencePlace {
  readonly statementId: string
  readonly section: string
}

/** A sentence as it is published. */
export interface Sentence {
  readonly at: SentencePlace
  readonly text: string
  /** Raw strings that stay in this very sentence by decision. */
  readonly kept: readonly string[]
}

/** The list of common words takes everything longer for one. */
const LISTED_MAX_LETTERS = 14

/** Whether a string is one word of the language, whoever may be called so: Rose, Pierre, Marche. */
export function isWordToo(raw: string): boolean {
  const view = viewText(raw)
  const [word] = wordsOf(view)
  if (word?.written !== view.text.trim() || word.folded.length > LISTED_MAX_LETTERS) return false
  return AMBIGUOUS_NAMES.has(word.folded) || AMBIGUOUS_PLACES.has(word.folded) || isCommonWord(word.folded)
}

/** What of a sentence is found when it is read alone, as its reviewer read it. */
type ReadAlone = (text: string) => readonly Pick<Finding, 'text' | 'layer'>[]

/** Whether a word stands in a file only as a word: in published sentences none of which makes it a name (R65). */
export type IsOnlyWord = (artefact: Artefact, raw: string, of: { readonly isRemoved: boolean }) => boolean

/** Judges words of the language that are also names by the published sentences that hold them. */
export function openSentences(sentences: readonly Sentence[], readAlone: ReadAlone): IsOnlyWord {
  const runs = sentences.map((sentence) => ({ sentence, run: wordRun(sentence.text, 'keep') }))
  const cleared = new Map<string, readonly string[]>()
  const spoken = new WeakMap<Artefact, readonly string[]>()

  const runsThatClear = (word: string, isRemoved: boolean): readonly string[] => {
    const key = `${word} ${isRemoved}`
    const known =
      cleared.get(key) ??
      runs
        .filter(({ run, sentence }) => run.includes(` ${word} `) && clears(sentence, word, isRemoved))
        .map(({ run }) => run)
        // a sentence that holds another one first
        .toSorted((a, b) => b.length - a.length)
    cleared.set(key, known)
    return known
  }
  const clears = ({ text, kept }: Sentence, word: string, isRemoved: boolean): boolean => {
    if (kept.some((raw) => wordRun(raw, 'keep').trim() === word)) return true
    const found = readAlone(text).filter((finding) => says(finding.text, word))
    if (found.some(({ layer }) => layer !== 'suspect')) return false
    if (!isRemoved) return true
    // somebody else's name in another sentence: here the reviewer was asked, and did not say that it is a word
    if (found.length > 0) return false
    const tokens = readTokens(viewText(text))
    return tokens.every((token) => bareWord(token.written) !== word || isPlainly(token, tokens))
  }
  return (artefact, raw, { isRemoved }) => {
    if (!isWordToo(raw)) return false
    const word = wordRun(raw, 'keep').trim()
    const clearing = runsThatClear(word, isRemoved)
    if (clearing.length === 0) return false
    const texts = spoken.get(artefact) ?? spokenTexts(artefact).map((text) => wordRun(text, 'keep'))
    spoken.set(artefact, texts)
    return texts.every((text) => {
      const rest = clearing.reduce((left, run) => left.replaceAll(run, ' '), text)
      return !rest.includes(` ${word} `)
    })
  }
}

/** Where a capital says nothing, or a determiner says that it is a thing. */
function isPlainly(token: Token, tokens: readonly Token[]): boolean {
  return token.opens || (token.capitals === 'lower' && isDetermined(tokens, token.at))
}

function says(text: string, word: string): boolean {
  return wordRun(text, 'keep').includes(` ${word} `)
}
