import type { Lang } from '@tablee/board'
import { termText } from '../../templates/vocabulary-options.ts'

/** The vocabularies that a tag of a case may be from. */
const TAG_LISTS = ['obstacle', 'opportunity', 'effect', 'pooling', 'poolingGovernance', 'funding', 'support']

/** A tag in words, from whichever vocabulary it is; what is in none stands for itself. */
export function tagText(tag: string, lang: Lang): string {
  const list = TAG_LISTS.find((one) => termText(one, tag, lang) !== tag)
  return list === undefined ? tag : termText(list, tag, lang)
}
