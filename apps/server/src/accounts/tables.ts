import type { Lang } from '@tablee/board'
import type { ColumnType } from 'kysely'

/** A time that better-auth reads and we only write: ISO 8601 in UTC, which both databases take. */
type WrittenTime = ColumnType<unknown, string, string>

/** Tables of this feature; better-auth's own columns only as far as we touch them. */
export interface AccountTables {
  /** Everybody who ever came in; `email` in lower case, null for a guest. */
  person: {
    id: string
    name: string
    email: string | null
    kind: 'account' | 'guest'
    lang: Lang
    created_at: WrittenTime
    updated_at: WrittenTime
  }
  /** A signed-in browser. The cookie is its token signed with the server's secret. */
  session: { id: string; person_id: string; token: string; expires_at: WrittenTime }
  /** A way to sign in: a password under `provider_id` 'credential'. */
  account: {
    id: string
    person_id: string
    provider_id: string
    account_id: string
    password: string | null
    created_at: WrittenTime
    updated_at: WrittenTime
  }
  /** What better-auth keeps for a moment, such as an address that is to be confirmed. */
  verification: { id: string; identifier: string; value: string }
  /** The row `setup` once the first administrator was made by the set-up link. */
  setup: { id: 'setup'; done_at: string }
}
