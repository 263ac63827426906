import { type Word, wordsOf } from '../../text/fold.ts'
import type { TextView } from '../../text/text-view.ts'
import { type WordFacts, wordFacts } from '../lists/word-facts.ts'
import { STOP } from './words.ts'

/** How a word is written; `any` where the whole text is in capitals and they say nothing. */
type Capitals = 'lower' | 'capital' | 'upper' | 'any'

/** A word of a note with what the lists know of it. */
export interface Token extends Word {
  readonly at: number
  /** What stands between the word before and this one. */
  readonly gap: string
  readonly capitals: Capitals
  /** Whether it opens a sentence, where a capital says nothing. */
  readonly opens: boolean
  readonly isStop: boolean
  readonly isCommon: boolean
  /** Common, or a Dutch form of a common word. */
  readonly isCommonForm: boolean
  /** A given name, ambiguous or not. */
  readonly isGiven: boolean
  /** A given name that is nothing else. */
  readonly isSureGiven: boolean
  readonly isFamily: boolean
  readonly isPlace: boolean
  /** A product, a method, a country, a public body: identifies nobody. */
  readonly isKnown: boolean
}

const SENTENCE_START = /(?:^|[.!?:;…\n•*«"“(>]|(?:^|\s)[-–+])\s*$/u
const ABBREVIATED = /(?:^|[\s(])(?:M|Mr|Mme|Dr|Pr|St|Ste|Mgr|p|ex|av|bd|[A-Z])\.\s*$/u

function capitalsOf(written: string, isShouting: boolean): Capitals {
  if (isShouting) return 'any'
  if (!/^\p{Lu}/u.test(written)) return 'lower'
  return written.length > 1 && written === written.toUpperCase() ? 'upper' : 'capital'
}

/** Whether a text is written in capitals throughout, so that they say nothing. */
function isShouted(text: string): boolean {
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0
  const lower = text.match(/\p{Ll}/gu)?.length ?? 0
  return upper > 8 && upper > 3 * lower
}

class ReadToken implements Token {
  readonly start: number
  readonly end: number
  readonly written: string
  readonly folded: string
  readonly at: number
  readonly gap: string
  readonly capitals: Capitals
  readonly isStop: boolean
  readonly #facts: WordFacts
  readonly #text: string
  #opens: boolean | null = null

  constructor(word: Word, at: number, gap: string, capitals: Capitals, text: string) {
    this.at = at
    this.gap = gap
    this.capitals = capitals
    this.start = word.start
    this.end = word.end
    this.written = word.written
    this.folded = word.folded
    this.#text = text
    this.#facts = wordFacts(word.folded)
    const first = word.written.charCodeAt(0)
    this.isStop = STOP.has(word.folded) || (first >= 48 && first <= 57)
  }
  get opens(): boolean {
    this.#opens ??= this.at === 0 || opensSentence(this.#text.slice(Math.max(0, this.start - 12), this.start))
    return this.#opens
  }
  get isCommon(): boolean {
    return this.isStop || this.#facts.isCommon
  }
  get isCommonForm(): boolean {
    return this.isStop || this.#facts.isCommonForm
  }
  get isGiven(): boolean {
    const { isGiven, isRareGiven, isKnown } = this.#facts
    return !this.isStop && (isGiven || (isRareGiven && this.capitals !== 'lower' && !isKnown))
  }
  get isSureGiven(): boolean {
    const { isAmbiguous, isKnown } = this.#facts
    return (
      this.isGiven &&
      !this.isCommon &&
      !isAmbiguous &&
      !isKnown &&
      (!this.isPlace || NAMES_BEFORE_PLACES.has(this.folded)) &&
      (this.capitals === 'capital' || this.folded.length > 2)
    )
  }
  get isFamily(): boolean {
    return !this.isStop && this.#facts.isFamily
  }
  get isPlace(): boolean {
    // "Hervé" is somebody, "Herve" a town
    return this.#facts.isPlace && !(this.folded === 'herve' && /\u00e9$/i.test(this.written))
  }
  get isKnown(): boolean {
    return this.#facts.isKnown
  }
}

const opensSentence = (before: string): boolean => SENTENCE_START.test(before) && !ABBREVIATED.test(before)

/** Cities after which fewer speak than after the people of that name. */
const NAMES_BEFORE_PLACES = new Set(['nancy'])

const read = new WeakMap<TextView, Token[]>()

/** The words of a note, each looked up when it is asked for; two layers read them. */
export function readTokens(view: TextView): readonly Token[] {
  const known = read.get(view) ?? tokensOf(view)
  read.set(view, known)
  return known
}

function tokensOf(view: TextView): Token[] {
  const isShouting = isShouted(view.text)
  let end = 0
  return wordsOf(view).map((word, at) => {
    const gap = view.text.slice(end, word.start)
    end = word.end
    return new ReadToken(word, at, gap, capitalsOf(word.written, isShouting), view.text)
  })
}
