import type { Method } from '@tablee/board'
import type { Template } from '../template.ts'
import { templateDraftSchema, toTemplate } from './template-draft.ts'

/** Where a zone stands that the newer version has no more; nobody looks at it. */
const NOWHERE = { x: 0, y: 0, w: 1, h: 1 }

/**
 * A version that is kept nowhere but in a board, to compare a newer one with: shipped methods are kept in their newest
 * version only. A board does not know how its method was laid out, for whom and for how long: these are taken to be the
 * same. Null for what an older version of the product wrote and this one cannot read.
 */
export function formerVersion(method: Method, newer: Template): Template | null {
  const grids = new Map(newer.zones.map(({ id, grid }) => [id, grid]))
  const { sets: _sets, zones, ...rest } = method
  const { when, durationMin, groupSize } = newer
  const read = templateDraftSchema.safeParse({
    ...rest,
    when,
    durationMin,
    groupSize,
    zones: zones.map((zone) => ({ ...zone, grid: grids.get(zone.id) ?? NOWHERE })),
  })
  return read.success ? toTemplate(read.data) : null
}
