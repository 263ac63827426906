import { applyVocabularyChanges, type CurrentVocabulary, SHIPPED_VOCABULARIES } from '@tablee/templates'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { findVocabularyChanges } from './store.ts'

/** The vocabularies of a programme as they stand. */
export async function currentVocabularies(
  db: Kysely<Database>,
  programmeId: string,
): Promise<CurrentVocabulary[]> {
  return applyVocabularyChanges(SHIPPED_VOCABULARIES, await findVocabularyChanges(db, programmeId))
}

/**
 * The lists that a new board of the programme offers: retired words are not among them, and a word that lacks a
 * language is read in French.
 */
export async function offeredLists(db: Kysely<Database>, programmeId: string): Promise<CurrentVocabulary[]> {
  const lists = await currentVocabularies(db, programmeId)
  return lists.map((list) => ({
    ...list,
    terms: list.terms
      .filter(({ retired }) => !retired)
      .map((term) => ({
        ...term,
        label: { fr: term.label.fr, nl: term.label.nl || term.label.fr, en: term.label.en || term.label.fr },
      })),
  }))
}
