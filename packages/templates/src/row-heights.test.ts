import { hasDateAxis, laneSource, noteCellsHeight, zoneHeadHeight } from '@tablee/board'
import { expect, test } from 'vitest'
import { templateRecords } from './layout-board.ts'
import { NOTE_GAP_PX, NOTE_PX, ZONE_PADDING_PX } from './note-grid.ts'
import { templateMethod } from './template-method.ts'
import { TEMPLATES } from './templates.ts'

test.each(TEMPLATES)(
  '$id has room for a note of everybody in its largest group, cells included',
  (template) => {
    const records = templateRecords(template)
    for (const zone of template.zones) {
      const { kind, options } = zone
      const isFree = !options.axes && !laneSource(templateMethod(template), zone) && !hasDateAxis(zone)
      if (!isFree || !['sticky', 'list', 'row'].includes(kind)) continue
      const props = records.find(({ id }) => id === `shape:zone-${zone.id}`)?.props
      const [w, h] = [Number(props?.['w']), Number(props?.['h'])]
      const cells = Math.max(0, (options.cols ?? []).filter(({ type }) => type !== 'vote').length - 1)
      const noteHeight = Math.max(NOTE_PX, 130 + noteCellsHeight(cells))
      const columns = Math.floor((w - 2 * ZONE_PADDING_PX + NOTE_GAP_PX) / (NOTE_PX + NOTE_GAP_PX))
      const rows = Math.floor(
        (h - zoneHeadHeight(zone) - ZONE_PADDING_PX + NOTE_GAP_PX) / (noteHeight + NOTE_GAP_PX),
      )
      expect(columns * rows, zone.id).toBeGreaterThanOrEqual(options.max ?? template.groupSize.max)
    }
  },
)
