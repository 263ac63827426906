import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { deleteExpiredNode, findOthersAt } from './store.ts'

/** How often the others at an address are looked at, in ms. */
const LOOK_EVERY_MS = 100
/** How long one that came at the same moment may take to give way, in ms: two lives. */
const GIVE_WAY_MS = 8_000

/** Another process of the same database is reached at the same address. */
export class AddressTaken extends Error {
  constructor(address: string) {
    super(
      `NODE_URL: another server of this database is reached at ${address} too, and the others could not tell the two apart. Give each server a NODE_URL of its own.`,
    )
  }
}

/**
 * Waits until this process is the only one at its address. One that crashed there lives on in the table for some
 * seconds, and renews its life no more; one that renews it is alive, on another machine or behind another door.
 * @returns false when another stays; of two that come at the same moment one does.
 */
export async function becomeOnlyOneAt(
  db: Kysely<Database>,
  dialect: DialectName,
  self: () => { id: string; address: string },
): Promise<boolean> {
  const until = performance.now() + GIVE_WAY_MS
  const ends = new Map<string, number>()
  for (;;) {
    const { id: own, address } = self()
    const others = await findOthersAt(db, dialect, { id: own, address })
    if (others.length === 0) return true
    for (const { id, expiresAt, now } of others) {
      if (expiresAt <= now) await deleteExpiredNode(db, dialect, id)
      else if (expiresAt > (ends.get(id) ?? expiresAt) && (own > id || performance.now() > until))
        return false
      if (!ends.has(id)) ends.set(id, expiresAt)
    }
    await pause(LOOK_EVERY_MS, undefined, { ref: false })
  }
}
