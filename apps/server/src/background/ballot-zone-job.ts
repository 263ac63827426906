import { ballotKind, ballotLines, findZone, metaRoot, methodOf, readContent } from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import type { Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'

/** The scale of a score zone that gives none. */
const DEFAULT_SCALE = { min: 0, max: 5 }

/** Reads what can be voted on in a zone. */
export function ballotZoneJob({ updates, zoneId }: Jobs['ballotZone']['takes']): Jobs['ballotZone']['gives'] {
  const doc = openBoard(updates)
  try {
    const method = methodOf(doc)
    const zone = method && findZone(method, zoneId)
    const kind = zone ? ballotKind(zone) : null
    if (!method || !zone || !kind) return null
    const content = readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
    const found = content.zones.find((other) => other.zone.id === zoneId)
    if (!found?.area) return null
    const lines = ballotLines(content, zoneId, 'fr').map(({ key }) => key)
    const { choices, items, scale, perRespondent = false } = zone.options
    return {
      kind,
      lines,
      isFixed: kind !== 'dots' && (choices !== undefined || items !== undefined),
      items: found.items.length,
      scale: kind === 'scores' ? (scale ?? DEFAULT_SCALE) : null,
      perRespondent,
    }
  } finally {
    doc.destroy()
  }
}
