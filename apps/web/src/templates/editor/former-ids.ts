import type { PartInUse, TemplateDraft, ZoneInUse } from '@tablee/templates'
import { createContext, use } from 'react'
import { type PartList, partsIn } from './part-list.ts'

/** What has an id. */
export type Named = { readonly id: string }

/** What stood in a method before: nothing new is given one of these ids, for boards keep words, scores and votes under them. */
export interface FormerIds {
  readonly zones: readonly Named[]
  readonly steps: readonly Named[]
  /** What stood in one of its lists. */
  parts(list: PartList): readonly Named[]
}

/** What a method was: the version it is compared with, and what boards of any version hold. */
export interface FormerMethod {
  readonly base: { readonly content: TemplateDraft } | null
  readonly zonesInUse: readonly ZoneInUse[]
  readonly partsInUse: readonly PartInUse[]
}

/** Reads which ids a method has had. */
export function formerIds({ base, zonesInUse, partsInUse }: FormerMethod): FormerIds {
  return {
    zones: [...(base?.content.zones ?? []), ...zonesInUse],
    steps: (base?.content.steps ?? []).flatMap(({ id }) => (id === undefined ? [] : [{ id }])),
    parts: (asked) => [
      ...(base ? partsIn(base.content, asked) : []),
      ...partsInUse.filter(
        ({ zoneId, list, of }) => zoneId === asked.zoneId && list === asked.list && of === asked.of,
      ),
    ],
  }
}

/** Holds the ids that the method has had. */
export const FormerIdsContext = createContext<FormerIds>({ zones: [], steps: [], parts: () => [] })

/** The ids that the method has had. */
export function useFormerIds(): FormerIds {
  return use(FormerIdsContext)
}
