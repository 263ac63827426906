import type { ItemLink, ItemPlace } from '@tablee/board'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'

/** What was said of items of a workshop's groups. */
export async function findLinks(db: Kysely<Database>, workshopId: string): Promise<ItemLink[]> {
  const rows = await db
    .selectFrom('workshop_link')
    .selectAll()
    .where('workshop_id', '=', workshopId)
    .orderBy('first_item')
    .orderBy('second_item')
    .execute()
  return rows.map(({ first_item, second_item, link }) => ({
    a: toPlace(first_item),
    b: toPlace(second_item),
    link,
  }))
}

/** Says it of two items, or takes back what was said; either way round is the same. */
export async function putLink(
  db: Kysely<Database>,
  workshopId: string,
  { a, b, link }: { a: ItemPlace; b: ItemPlace; link: ItemLink['link'] | null },
): Promise<void> {
  const [first_item = '', second_item = ''] = [toText(a), toText(b)].sort()
  if (link === null) {
    await db
      .deleteFrom('workshop_link')
      .where('workshop_id', '=', workshopId)
      .where('first_item', '=', first_item)
      .where('second_item', '=', second_item)
      .execute()
    return
  }
  await db
    .insertInto('workshop_link')
    .values({ workshop_id: workshopId, first_item, second_item, link })
    .onConflict((conflict) =>
      conflict.columns(['workshop_id', 'first_item', 'second_item']).doUpdateSet({ link }),
    )
    .execute()
}

function toText({ boardId, itemId }: ItemPlace): string {
  return `${boardId}/${itemId}`
}

function toPlace(text: string): ItemPlace {
  const at = text.indexOf('/')
  return { boardId: text.slice(0, at), itemId: text.slice(at + 1) }
}
