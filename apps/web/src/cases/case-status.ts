import type { CaseDraftView } from '@tablee/contract'

/** The colour of a case's state; its name always stands beside. */
export const CASE_STATUS_COLOURS: Readonly<Record<CaseDraftView['status'], string>> = {
  draft: 'gray',
  published: 'petrol',
  withdrawn: 'red',
}
