import { type Mask, maskText } from '@tablee/board'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { PersonSubject } from './store.ts'
import type { Masks } from './text-places.ts'

const aliasesSchema = z.array(z.string())

/**
 * Takes a person out of what editors wrote down of people, however they called her (SPEC.md G1): an entry that is hers goes,
 * of somebody else's the alias that names her. @returns how many changed
 */
export async function eraseFromRoster(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  { cohortIds }: PersonSubject,
  masks: Masks,
): Promise<number> {
  let changed = 0
  for (const cohortId of cohortIds) {
    const mask = masks.maskIn(cohortId)
    const entries = await db
      .selectFrom('roster_entry')
      .select(['id', 'name', 'aliases'])
      .where('kind', '=', 'person')
      .where('cohort_id', '=', cohortId)
      .execute()
    const former = await db
      .selectFrom('former_name')
      .select(['id', 'name'])
      .where('kind', '=', 'person')
      .where('cohort_id', '=', cohortId)
      .execute()
    const gone = entries.filter(({ name }) => names(name, mask))
    const without = entries.flatMap(({ id, name, aliases }) => {
      const before = aliasesSchema.parse(JSON.parse(aliases))
      const after = before.filter((alias) => !names(alias, mask))
      return names(name, mask) || after.length === before.length ? [] : [{ id, aliases: after }]
    })
    const formerGone = former.filter(({ name }) => names(name, mask))
    if (gone.length + without.length + formerGone.length === 0) continue
    changed += gone.length + without.length + formerGone.length
    await erasing(db, dialect, async (transaction) => {
      for (const { id } of gone) await transaction.deleteFrom('roster_entry').where('id', '=', id).execute()
      for (const { id, aliases } of without)
        await transaction
          .updateTable('roster_entry')
          .set({ aliases: JSON.stringify(aliases) })
          .where('id', '=', id)
          .execute()
      for (const { id } of formerGone)
        await transaction.deleteFrom('former_name').where('id', '=', id).execute()
    })
  }
  return changed
}

/** Whether a name says her, with or without a title before it. */
function names(name: string, mask: Mask): boolean {
  return maskText(name, mask) !== name
}
