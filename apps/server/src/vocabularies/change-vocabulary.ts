import { randomBytes } from 'node:crypto'
import type { ChangeVocabularyRequest } from '@tablee/contract'
import type { CurrentVocabulary, VocabularyChange } from '@tablee/templates'
import { applyVocabularyChanges, SHIPPED_VOCABULARIES } from '@tablee/templates'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { findVocabularyChanges, insertVocabularyChanges } from './store.ts'

/** Random part of an id that is made from nothing else, in bytes: short, since people see it in exports. */
const ID_BYTES = 6
/** Tries when two people change a word at the same moment. */
const TRIES = 5

/**
 * Adds one line to a programme's history.
 * @throws {AppError} `vocabulary_unknown` when there is no such list or word.
 */
export async function changeVocabulary(
  context: Pick<Context, 'db' | 'now'>,
  programmeId: string,
  request: ChangeVocabularyRequest,
  personId: string,
): Promise<void> {
  await addChanges(context, programmeId, personId, (current) => {
    const change = changeOf(request)
    const list = current.find(({ id }) => id === change.vocabularyId)
    if (request.kind === 'vocabulary_added') return [change]
    if (!list) throw new AppError('vocabulary_unknown')
    if ('termId' in request && !list.terms.some(({ id }) => id === request.termId))
      throw new AppError('vocabulary_unknown')
    return [change]
  })
}

/** Adds what a package brings along and this programme lacks: whole lists, and words of lists that it has. */
export async function addPackagedVocabularies(
  context: Pick<Context, 'db' | 'now'>,
  programmeId: string,
  packaged: readonly PackagedList[],
  personId: string,
): Promise<void> {
  await addChanges(context, programmeId, personId, (current) =>
    lackingWords(current, packaged).flatMap(({ id: vocabularyId, label, isNew, terms }) => [
      ...(isNew ? [{ kind: 'vocabulary_added', vocabularyId, termId: null, label } as const] : []),
      ...terms.flatMap((term): VocabularyChange[] => {
        const word = { vocabularyId, termId: term.id }
        return [
          { kind: 'term_added', ...word, label: term.label },
          ...(term.retired ? [{ kind: 'term_retired', ...word, label: null } as const] : []),
        ]
      }),
    ]),
  )
}

/** What a package brings along. */
type PackagedList = Pick<CurrentVocabulary, 'id' | 'label' | 'terms'>

/** The lists of a package with the words that are not here yet; those that bring nothing are left out. */
export function lackingWords(
  current: readonly CurrentVocabulary[],
  packaged: readonly PackagedList[],
): (PackagedList & { isNew: boolean })[] {
  return packaged.flatMap(({ id, label, terms }) => {
    const here = current.find((list) => list.id === id)
    const known = new Set(here?.terms.map((term) => term.id))
    const lacking = terms.filter((term) => !known.has(term.id))
    if (here && lacking.length === 0) return []
    return [{ id, label: here?.label ?? label, isNew: !here, terms: lacking }]
  })
}

async function addChanges(
  { db, now }: Pick<Context, 'db' | 'now'>,
  programmeId: string,
  personId: string,
  decide: (current: readonly CurrentVocabulary[]) => readonly VocabularyChange[],
): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    try {
      await inTransaction(db, async (transaction) => {
        const history = await findVocabularyChanges(transaction, programmeId)
        const changes = decide(applyVocabularyChanges(SHIPPED_VOCABULARIES, history))
        const after = history.length
        await insertVocabularyChanges(transaction, programmeId, { changes, after, personId }, now())
      })
      return
    } catch (error) {
      // somebody's line came first: look again at what stands there
      if (!isUniqueViolation(error) || left <= 1 || db.isTransaction) throw error
    }
  }
}

function changeOf(request: ChangeVocabularyRequest): VocabularyChange {
  switch (request.kind) {
    case 'vocabulary_added':
      return { kind: request.kind, vocabularyId: newWordId('v'), termId: null, label: request.label }
    case 'vocabulary_relabelled':
      return { ...request, termId: null }
    case 'term_added':
      return { ...request, termId: newWordId('t') }
    case 'term_relabelled':
      return request
    case 'term_retired':
    case 'term_restored':
      return { ...request, label: null }
  }
}

/** A letter first: the id is also the name of a field. */
function newWordId(letter: 'v' | 't'): string {
  return `${letter}_${randomBytes(ID_BYTES).toString('hex')}`
}
