import type { TextView } from '../text/text-view.ts'
import type { Sighting } from './finding.ts'

/** One way of seeing identifiers. Later layers (gazetteers, suspects, a local model) are further functions. */
export type Layer = (view: TextView) => Sighting[]
