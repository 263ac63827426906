import type { FindWords, Lang, Mask } from '@tablee/board'
import { findWithLayers, rosterLayer } from '@tablee/cases'
import type { PersonSubject } from './store.ts'

/** What comes in the place of a name, in the language of who had it: the words around it are most likely in that. */
const WORDS: Readonly<Record<Lang, string>> = { fr: '[personne]', nl: '[persoon]', en: '[person]' }

/** A part of a name alone, or initials: outside of her own cohorts it is most likely somebody else's. */
const UNSURE =
  /\.(?:given|family|short_form|genitive|initials|given_initial|given_ambiguous|family_ambiguous)$/

/** Longest name that is looked for as it was typed, when it is of one word: shorter ones are words, too. */
const LONE_WORD_MIN = 3

/** Somebody else who is in the same cohorts: a name that both could have is left to stand. */
export interface Neighbour {
  readonly id: string
  readonly name: string
}

/** What is looked for, and whose names it must not take. It travels to the background thread as it is. */
export interface PersonWords {
  readonly subject: Pick<PersonSubject, 'personId' | 'names' | 'email' | 'lang'>
  readonly neighbours: readonly Neighbour[]
  /** In her own cohorts a given name alone, initials and short forms are hers as well (SPEC.md N1). */
  readonly isOwnPlace: boolean
}

/** What finds a person's words in a text, and what stands there instead. */
export function maskOf({ subject, neighbours, isOwnPlace }: PersonWords): Mask {
  const hers = subject.names.map((name, at) => ({ id: `erased-${at}`, name }))
  const layer = rosterLayer({
    people: [...hers, ...neighbours],
    organisations: [],
    places: [],
    products: [],
  })
  const isHers = (ids: readonly string[] | undefined) =>
    ids !== undefined && ids.length > 0 && ids.every((id) => hers.some((one) => one.id === id))
  const literal = literals(subject)
  const word = WORDS[subject.lang]
  const find: FindWords = (text) => {
    if (text.length < LONE_WORD_MIN) return []
    const named = findWithLayers(text, [layer]).filter(
      ({ entityIds, reason }) => isHers(entityIds) && (isOwnPlace || !UNSURE.test(reason)),
    )
    // somebody called Personne is not in the word that stands for her
    const isWord = ({ start, end }: { start: number; end: number }) => text.slice(start - 1, end + 1) === word
    return joined([...literal(text), ...named].filter((span) => !isWord(span)))
  }
  return { find, word }
}

/** The address, the id, and whole names of several words, as they were typed, in whatever case. */
function literals({ names, email, personId }: PersonWords['subject']): FindWords {
  const wanted = [email, personId, ...names.filter((name) => /\s/.test(name.trim()))]
    .filter((text) => text !== null)
    .map((text) => text.toLowerCase())
  return (text) => {
    const lower = text.toLowerCase()
    // letters whose lower case is longer would move what comes after them
    if (lower.length !== text.length) return []
    return wanted.flatMap((word) => {
      const found: { start: number; end: number }[] = []
      for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length))
        found.push({ start: at, end: at + word.length })
      return found
    })
  }
}

/** One span for those that overlap, in the order of the text. */
function joined(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
