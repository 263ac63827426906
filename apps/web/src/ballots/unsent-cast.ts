import type { Cast } from '@tablee/contract'

/** How the keys of all votes begin that did not arrive. */
export const CAST_PREFIX = 'tablee.cast.'

/** What was given and has not arrived, with what the server had then. */
interface UnsentCast {
  votes: Cast
  known: Cast
}

/** Where the tab keeps what has not arrived: a reload during an outage loses no vote. */
export interface CastShelf {
  read(): UnsentCast | null
  put(unsent: UnsentCast): void
  clear(): void
}

/** The shelf of one ballot of one person: whoever comes to this tab after her votes for herself; `sessionStorage` fits. A tab that may keep nothing votes all the same. */
export function castShelf(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  ballotId: string,
  actorId: string,
): CastShelf {
  const key = `${CAST_PREFIX}${ballotId}.${actorId}`
  return {
    read() {
      try {
        const value = storage.getItem(key)
        // only `put` writes under this key
        return value === null ? null : (JSON.parse(value) as UnsentCast)
      } catch {
        return null
      }
    },
    put(unsent) {
      try {
        storage.setItem(key, JSON.stringify(unsent))
      } catch {
        // no room, or none allowed: it stays on the screen
      }
    },
    clear() {
      try {
        storage.removeItem(key)
      } catch {
        // nothing was kept
      }
    },
  }
}
