/** The tabs of a cohort, under their names in the address. */
export const COHORT_TABS = [
  'tableaux',
  'seances',
  'apercu',
  'organisations',
  'personnes',
  'invitations',
  'accords',
  'cas',
  'conservation',
] as const
/** One tab of a cohort. */
export type CohortTab = (typeof COHORT_TABS)[number]

/** Reads `?onglet=`; anything unknown is the first tab, which is not written in the address. */
export function cohortTab(wanted: unknown): { onglet?: CohortTab } {
  const onglet = COHORT_TABS.find((tab) => tab === wanted)
  return onglet === undefined || onglet === 'tableaux' ? {} : { onglet }
}
