/** What a zone can feed: the sections of a case and the tables that surround it. */
export const CASE_FIELDS = [
  'organisation',
  'trigger',
  'description',
  'objectives',
  'implementation',
  'opportunities',
  'obstacles',
  'effects',
  'pooling',
  'inspirations',
  'structure',
  'pilots',
  'recommendations',
  'needs',
  'stakeholders',
  'actions',
  'tools',
  'maturity',
  'budget',
  'quotes',
  'keywords',
  'meta',
  'consent',
] as const

/** One of {@link CASE_FIELDS}. */
export type CaseField = (typeof CASE_FIELDS)[number]
