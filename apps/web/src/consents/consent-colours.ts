import type { ConsentState } from '@tablee/contract'

/** The colour beside the word of each state; never the only sign of it. */
export const STATE_COLOURS: Readonly<Record<ConsentState, string>> = {
  co_a_demander: 'gray',
  co_demande: 'gray',
  co_accorde: 'petrol',
  co_reserves: 'petrol',
  co_refuse: 'red',
  co_retire: 'red',
}
