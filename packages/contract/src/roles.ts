/** What a person can be. A role is always held somewhere: see `ROLE_SCOPES`. */
export const ROLES = [
  'admin',
  'editor',
  'publisher',
  'coach',
  'facilitator',
  'holder',
  'participant',
  'expert',
  'mentor',
  'partner',
  'funder',
  'vendor',
] as const
/** What one person is in one place. */
export type Role = (typeof ROLES)[number]

/** The places in which a role can be held, from the widest to the narrowest. */
export const SCOPE_KINDS = ['instance', 'programme', 'cohort', 'organisation', 'board'] as const
/** One kind of place. */
export type ScopeKind = (typeof SCOPE_KINDS)[number]

/** The id of the only place of kind `instance`. */
export const INSTANCE_SCOPE_ID = 'instance'

/** Where each role may be granted; everything else is refused with `role_scope_mismatch`. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly ScopeKind[]>> = {
  admin: ['instance'],
  editor: ['instance', 'programme', 'cohort'],
  publisher: ['instance', 'programme', 'cohort'],
  coach: ['programme', 'cohort'],
  facilitator: ['cohort', 'board'],
  holder: ['organisation'],
  participant: ['organisation', 'board'],
  expert: ['board'],
  mentor: ['organisation'],
  partner: ['cohort', 'board'],
  funder: ['programme', 'cohort'],
  vendor: ['board'],
}

/** A role that a person holds in one place. */
export interface Membership {
  readonly role: Role
  readonly scopeKind: ScopeKind
  readonly scopeId: string
}
