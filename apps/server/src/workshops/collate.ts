import { countWords, type GroupBoard, type GroupZone, type Lang } from '@tablee/board'
import type { Collation } from '@tablee/contract'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'
import { findLinks } from './link-store.ts'
import type { SeenWorkshop } from './require-workshop.ts'
import type { WorkshopBoardRow } from './store.ts'

/** Zone by zone, what all groups wrote, side by side and unmerged; with the pairs that say the same, or seem to. */
export async function collate(
  context: Context,
  { workshop, boards }: SeenWorkshop,
  lang: Lang,
): Promise<Omit<Collation, 'targets'>> {
  const groups = boards.filter(({ kind }) => kind === 'group')
  const read = await Promise.all(groups.map((group) => readGroup(context, group, lang)))
  const links = await findLinks(context.db, workshop.id)
  const pairs = await context.background.run('pairs', () => ({ takes: { groups: read, links } }))
  const taken = await takenItems(context, boards, lang)
  return {
    groups: groups.map(({ board_id, name }) => ({ boardId: board_id, name })),
    zones: zonesOf(read).map(({ id, label }) => ({
      id,
      label,
      words: countWords(read, id),
      groups: read.map(({ boardId, zones }) => ({
        boardId,
        items: (zones.find((zone) => zone.id === id)?.items ?? []).map((item) => ({
          id: item.id,
          text: item.text,
          values: item.stances.map((stance) => ({ label: stance.label, value: stance.value })),
          votes: item.votes,
          taken: taken.has(`${boardId}/${item.id}`),
        })),
      })),
    })),
    pairs: pairs.map(({ disagreement, ...pair }) => ({ ...pair, disagreement })),
  }
}

async function readGroup(
  { rooms, background }: Context,
  { board_id }: WorkshopBoardRow,
  lang: Lang,
): Promise<GroupBoard> {
  const stored = await rooms.read(board_id)
  const zones = await background.run('groupItems', () => {
    const updates = packBytes(stored)
    return { takes: { updates, lang }, transfer: transferOf(updates) }
  })
  return { boardId: board_id, zones }
}

/** The zones of all groups, each once; one group's board may have a newer version of the method than another's. */
function zonesOf(groups: readonly GroupBoard[]): GroupZone[] {
  const zones = new Map<string, GroupZone>()
  for (const group of groups)
    for (const zone of group.zones) if (!zones.has(zone.id)) zones.set(zone.id, zone)
  return [...zones.values()]
}

/** What the plenary and the collated board have of the groups already, as `boardId/itemId`. */
async function takenItems(
  { boardItems }: Context,
  boards: readonly WorkshopBoardRow[],
  lang: Lang,
): Promise<ReadonlySet<string>> {
  const ids = boards.filter(({ kind }) => kind !== 'group').map(({ board_id }) => board_id)
  const read = await boardItems.of(ids, lang)
  return new Set(
    [...read.values()].flatMap(({ items }) =>
      items.flatMap(({ source }) => (source ? [`${source.boardId}/${source.itemId}`] : [])),
    ),
  )
}
