import type { AccountTables } from '../accounts/tables.ts'
import type { AttentionTables } from '../attention/tables.ts'
import type { BallotTables } from '../ballots/tables.ts'
import type { BoardTables } from '../boards/tables.ts'
import type { CohortTables } from '../cohorts/tables.ts'
import type { CommentTables } from '../comments/tables.ts'
import type { ConsentTables } from '../consents/tables.ts'
import type { DoorTables } from '../doors/tables.ts'
import type { ErasureTables } from '../erasure/tables.ts'
import type { LibraryTables } from '../library/library-tables.ts'
import type { NodeTables } from '../nodes/tables.ts'
import type { PackTables } from '../packs/tables.ts'
import type { PrivateWritingTables } from '../private-writing/tables.ts'
import type { CaseTables } from '../publication/tables.ts'
import type { RehearsalTables } from '../rehearsal/tables.ts'
import type { RetentionTables } from '../retention/tables.ts'
import type { SnapshotTables } from '../snapshots/tables.ts'
import type { SyncTables } from '../sync/tables.ts'
import type { TemplateTables } from '../templates/tables.ts'
import type { VocabularyTables } from '../vocabularies/tables.ts'
import type { WorkshopTables } from '../workshops/tables.ts'

/**
 * All tables. Each feature describes its own in `tables.ts` and makes them in its migration.
 * Dialect-neutral: ids and times (ISO 8601, UTC) are text, JSON is text, booleans are 0 or 1, bytes are `Uint8Array`.
 */
export interface Database
  extends AccountTables,
    AttentionTables,
    CohortTables,
    CommentTables,
    ConsentTables,
    BoardTables,
    BallotTables,
    SyncTables,
    DoorTables,
    ErasureTables,
    LibraryTables,
    NodeTables,
    PackTables,
    PrivateWritingTables,
    RehearsalTables,
    RetentionTables,
    SnapshotTables,
    CaseTables,
    TemplateTables,
    VocabularyTables,
    WorkshopTables {}
