import type { PublishedCase } from '@tablee/cases'
import type { ViewOrder } from './make-view.ts'
import type { ViewId } from './view-page.ts'

/** A view as it is asked for where it can name a case or say its sentences. */
export interface TellingView {
  readonly id: ViewId
  /** What its address asks besides facets. */
  readonly raw: ViewOrder['raw']
}

/** The axes of the matrix, in whose head a case's name stands. */
const AXES = ['obstacle', 'opportunity', 'effect'] as const
/** The questions that are answered in a case's own words: its answers, its contradictions, its keywords. */
const QUOTING = ['q4', 'q6', 'q11'] as const

/** The views that can name a case or say one of its sentences; all others hold numbers alone. */
export function tellingViews({ sections }: Pick<PublishedCase, 'sections'>): TellingView[] {
  const stakes = new Set(sections.flatMap(({ statements }) => statements.flatMap(({ stake }) => stake ?? [])))
  return [
    ...AXES.map((axe): TellingView => ({ id: 'matrice', raw: { axe } })),
    ...Array.from(stakes, (enjeu): TellingView => ({ id: 'enjeux', raw: { enjeu } })),
    ...QUOTING.map((question): TellingView => ({ id: 'questions', raw: { question } })),
  ]
}
