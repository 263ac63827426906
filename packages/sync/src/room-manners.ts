/** How people on a document are shown to each other; everything unless it says otherwise. */
export interface RoomManners {
  /** Nobody is told where the others point. */
  hidesCursors: boolean
  /** Nobody is told who is behind, only how many. */
  hidesWho: boolean
}

/** Manners as they are stored. */
export function writeManners({ hidesCursors, hidesWho }: RoomManners): string {
  return JSON.stringify({ hidesCursors, hidesWho })
}

/** Stored manners; null when nothing is stored, or nothing that this version knows: then only the document can tell. */
export function readManners(stored: string | null | undefined): RoomManners | null {
  if (!stored) return null
  const value: unknown = JSON.parse(stored)
  if (typeof value !== 'object' || value === null) return null
  const { hidesCursors, hidesWho } = value as Record<string, unknown> // an object
  return typeof hidesCursors === 'boolean' && typeof hidesWho === 'boolean'
    ? { hidesCursors, hidesWho }
    : null
}
