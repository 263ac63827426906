import type { LocalisedText } from '@tablee/board'
import { CHOICE_SETS, type Term, VOCABULARIES } from '../vocabularies/vocabularies.ts'
import type { CurrentVocabulary } from './vocabulary-history.ts'

/** How many answers name a choice set, which has no name of its own. */
const ANSWERS_IN_NAME = 4

/** The vocabularies and choice sets that come with the product, as they are before anybody changes them. */
export const SHIPPED_VOCABULARIES: readonly CurrentVocabulary[] = [
  ...VOCABULARIES.map(({ id, label, terms }) => current(id, label, terms)),
  ...CHOICE_SETS.map(({ id, terms }) => current(id, nameOf(terms), terms)),
]

function current(id: string, label: LocalisedText, terms: readonly Term[]): CurrentVocabulary {
  return { id, label, terms: terms.map((term) => ({ ...term, retired: false })), shipped: true }
}

function nameOf(terms: readonly Term[]): LocalisedText {
  const joined = (lang: keyof LocalisedText) => {
    const names = terms.slice(0, ANSWERS_IN_NAME).map(({ label }) => label[lang])
    return `${names.join(' · ')}${terms.length > ANSWERS_IN_NAME ? '…' : ''}`
  }
  return { fr: joined('fr'), nl: joined('nl'), en: joined('en') }
}
