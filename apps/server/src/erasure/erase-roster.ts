import { type Mask, maskText } from '@tablee/board'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { listPersonNames, updateAddedName } from '../publication/roster-store.ts'
import type { PersonSubject } from './store.ts'
import type { Masks } from './text-places.ts'

/**
 * Takes a person out of what editors wrote down of people, however they called her (SPEC.md G1): an entry that is hers goes,
 * of somebody else's the alias that names her. @returns how many changed
 */
export async function eraseFromRoster(
  context: Pick<Context, 'config' | 'db' | 'dialect'>,
  { cohortIds }: PersonSubject,
  masks: Masks,
): Promise<number> {
  const { db, dialect } = context
  let changed = 0
  for (const cohortId of cohortIds) {
    const mask = masks.maskIn(cohortId)
    const written = await listPersonNames(context, db, { cohortId })
    const gone = written.filter(({ name }) => names(name, mask))
    const without = written.flatMap((entry) => {
      const aliases = entry.aliases.filter((alias) => !names(alias, mask))
      return names(entry.name, mask) || aliases.length === entry.aliases.length ? [] : [{ ...entry, aliases }]
    })
    if (gone.length + without.length === 0) continue
    changed += gone.length + without.length
    await erasing(db, dialect, async (transaction) => {
      for (const { table, id } of gone) await transaction.deleteFrom(table).where('id', '=', id).execute()
      for (const { id, name, aliases, roleClass } of without)
        await updateAddedName(context, transaction, { id, name, aliases, roleClass })
    })
  }
  return changed
}

/** Whether a name says her, with or without a title before it. */
function names(name: string, mask: Mask): boolean {
  return maskText(name, mask) !== name
}
