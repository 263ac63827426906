import type { Lang } from '@tablee/board'
import * as z from 'zod'
import { localisedTextSchema } from '../localised-text.ts'
import choiceSets from './data/choice-sets.json' with { type: 'json' }
import otherWordLists from './data/other-words.json' with { type: 'json' }
import termGroups from './data/term-groups.json' with { type: 'json' }
import vocabularies from './data/vocabularies.json' with { type: 'json' }

const termSchema = z.strictObject({ id: z.string().min(1), label: localisedTextSchema })

const vocabularySchema = z.strictObject({
  id: z.string().min(1),
  label: localisedTextSchema,
  terms: z.array(termSchema).min(1),
})

const choiceSetSchema = z.strictObject({ id: z.string().min(1), terms: z.array(termSchema).min(1) })

/** One word of a vocabulary, with its label in every language. */
export type Term = z.infer<typeof termSchema>

/** A controlled list of words that the whole programme shares. */
export type Vocabulary = z.infer<typeof vocabularySchema>

/** A short list of answers that belongs to one or a few methods. */
export type ChoiceSet = z.infer<typeof choiceSetSchema>

/** The controlled vocabularies. */
export const VOCABULARIES: readonly Vocabulary[] = z.array(vocabularySchema).parse(vocabularies)

/** The answers that methods offer in their table columns. */
export const CHOICE_SETS: readonly ChoiceSet[] = z.array(choiceSetSchema).parse(choiceSets)

const termGroupSchema = termSchema.extend({
  vocabulary: z.string().min(1),
  terms: z.array(z.string()).min(2),
})

/** A coarser word that stands for several terms of one vocabulary, where each of them would tell too much. */
export type TermGroup = z.infer<typeof termGroupSchema>

/** The coarser words of sector, kind of organisation, kind of project and size. */
export const TERM_GROUPS: readonly TermGroup[] = z.array(termGroupSchema).parse(termGroups)

const TERMS: ReadonlyMap<string, ReadonlyMap<string, Term>> = new Map(
  [...VOCABULARIES, ...CHOICE_SETS].map((list) => [
    list.id,
    new Map(
      [...list.terms, ...TERM_GROUPS.filter(({ vocabulary }) => vocabulary === list.id)].map((term) => [
        term.id,
        term,
      ]),
    ),
  ]),
)

/** The label of a term or of a group of terms in a vocabulary or choice set; undefined when either is unknown. */
export function termLabel(vocabulary: string, id: string, lang: Lang): string | undefined {
  return TERMS.get(vocabulary)?.get(id)?.label[lang]
}

const OTHER_WORDS = z
  .record(z.string(), z.record(z.string(), z.array(z.string()).min(1)))
  .parse(otherWordLists)

/** What people also call a term, in any language; undefined when nothing is known. */
export function otherWords(vocabulary: string, id: string): readonly string[] | undefined {
  return OTHER_WORDS[vocabulary]?.[id]
}
