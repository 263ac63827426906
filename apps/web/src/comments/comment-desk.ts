import type { BoardContent, Lang } from '@tablee/board/content'
import type * as Y from 'yjs'

/** All conversations of the board, in place of one note's or zone's. */
export const WHOLE_BOARD = ''

/** What the tray of comments is about, on the canvas as in the plan. */
export interface CommentDesk {
  boardId: string
  doc: Y.Doc
  lang: Lang
  /** The note or zone whose conversations are open, `WHOLE_BOARD` for all, null for none. */
  shown: string | null
  show(targetId: string | null): void
  /** Brings a note or a zone on the screen. */
  goTo(targetId: string): void
}

/** What a note or a zone is called; null when it is not on the board any more. */
export function targetTitle(content: BoardContent | null, targetId: string, lang: Lang): string | null {
  const zone = content?.zones.find((part) => part.zone.id === targetId)
  if (zone) return zone.zone.label[lang]
  const items = content ? [...content.zones.flatMap((part) => part.items), ...content.unplaced] : []
  const item = items.find(({ id }) => id === targetId)
  return item ? item.title || item.text : null
}

/** The zone of a note, or the zone itself; null when it lies in none. */
export function zoneOfTarget(content: BoardContent | null, targetId: string): string | null {
  const part = content?.zones.find(
    ({ zone, items }) => zone.id === targetId || items.some(({ id }) => id === targetId),
  )
  return part?.zone.id ?? null
}
