import type { Role, ScopeKind } from '@tablee/contract'

/** Tables of this feature. A `name_key` is the name as compared for "already taken" (`name-key.ts`). */
export interface CohortTables {
  programme: { id: string; name: string; name_key: string; created_at: string }
  cohort: { id: string; programme_id: string; name: string; name_key: string; created_at: string }
  /** `profile` is JSON of `organisationProfileSchema`. */
  organisation: { id: string; name: string; profile: string; created_at: string }
  /** An organisation may return in a later cohort. */
  cohort_organisation: { cohort_id: string; organisation_id: string; name_key: string; added_at: string }
  /** Who is what where; `scope_id` is the id of the place, `instance` for the whole. */
  membership: {
    id: string
    person_id: string
    role: Role
    scope_kind: ScopeKind
    scope_id: string
    created_at: string
  }
  /** A way in (`invitations/`). */
  invitation: {
    id: string
    role: Role
    scope_kind: ScopeKind
    scope_id: string
    nonce: string
    code_hash: string
    created_by: string | null
    created_at: string
    expires_at: string
    revoked_at: string | null
    uses: number
    max_uses: number | null
    /** As `Sessions.hashPassword` makes it; null where none is asked. */
    password_hash: string | null
  }
}
