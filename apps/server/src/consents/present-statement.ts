import type { ConsentState, ConsentStatement } from '@tablee/contract'
import type { Context } from '../context.ts'
import { openWords } from './sealed-words.ts'
import type { StatementRow } from './store.ts'

/** An answer for those who may read it; `makers`: who made the links by which answers came. */
export function presentStatement(
  context: Pick<Context, 'config'>,
  row: StatementRow,
  makers: ReadonlyMap<string, string> = new Map(),
): ConsentStatement {
  const words = openWords(context, row)
  return {
    id: row.id,
    state: row.state,
    level: row.level,
    spread: row.spread,
    topics: row.topics,
    reservation: words?.reservation ?? '',
    signer: words?.signer ?? null,
    unreadable: words === null,
    way: row.way,
    linkBy: row.link_id === null ? null : (makers.get(row.link_id) ?? null),
    statedAt: row.stated_at,
  }
}

/** The same answer for who has a link by which it was not given: that there is one, and of whom she learns nothing. */
export function presentStrangersStatement(
  context: Pick<Context, 'config'>,
  row: StatementRow,
): ConsentStatement {
  return { ...presentStatement(context, row), topics: [], reservation: '', signer: null }
}

/** How an organisation stands: its last answer, whether it was asked, or nothing yet. */
export function consentState(statement: StatementRow | null | undefined, isAsked: boolean): ConsentState {
  return statement?.state ?? (isAsked ? 'co_demande' : 'co_a_demander')
}
