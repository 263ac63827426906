import { findSure, isDirect, type Roster } from '@tablee/cases'
import type { Kysely } from 'kysely'
import { readWith } from '../cases/verify/read-with.ts'
import { findCohorts } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { ifReadable } from '../publication/if-readable.ts'
import { readRoster } from '../publication/read-roster.ts'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import { listSyntheses, setRead } from './synthesis-store.ts'

/** The names of every cohort, which nothing that is written across cases says. */
interface EveryName {
  /** Kinds of what identifies somebody, each once. */
  kindsIn(bullets: readonly string[]): string[]
  /** Another one when names or rules are others. */
  readonly readWith: string
}

/**
 * Reads the names of every cohort.
 * @throws {AppError} `roster_unreadable`
 */
export async function readEveryName(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
): Promise<EveryName> {
  const rosters: Roster[] = []
  for (const { id } of await findCohorts(db)) rosters.push(await readRoster(context, db, id))
  return {
    kindsIn(bullets) {
      const found = rosters.flatMap((roster) => bullets.flatMap((text) => findSure(text, roster)))
      return [...new Set(found.filter(isDirect).map(({ kind }) => kind))].sort()
    },
    readWith: contentHash(rosters.map(readWith).sort().join()),
  }
}

/**
 * Reads again what was written of the stakes before there were these names and rules: what names somebody is shown no
 * more until it is written otherwise (L10), also when the name is forgotten again. At a start, and when public cases are
 * read again. Where names cannot be read, all stay as they are, and what was never read is shown to nobody.
 */
export async function rereadSyntheses(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  isOver: () => boolean = () => false,
): Promise<void> {
  const syntheses = await listSyntheses(db)
  if (syntheses.length === 0) return
  const names = await ifReadable(readEveryName(context, db))
  if (names === null) return
  for (const synthesis of syntheses) {
    if (isOver()) return
    if (synthesis.readWith === names.readWith) continue
    const found = [...new Set([...synthesis.found, ...names.kindsIn(synthesis.bullets)])]
    await db
      .transaction()
      .execute((transaction) => setRead(transaction, synthesis, { readWith: names.readWith, found }))
  }
}
