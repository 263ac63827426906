import type { ZoneContent } from '../content/board-content.ts'
import { boardDateScale, dateTicks, hasDateAxis, todayX } from '../content/date-scale.ts'
import { LANE_TOP, laneCount, laneSource } from '../content/lanes.ts'
import { findZone } from '../method.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import { emptyMarks } from './zone-empty-marks.ts'
import { linkMarks } from './zone-link-marks.ts'
import {
  GHOST,
  hint,
  MARK_TEXT,
  say,
  small,
  type ZoneLabel,
  type ZoneLine,
  type ZoneMarks,
  type ZoneMarksSource,
} from './zone-mark.ts'
import { scoreMarks } from './zone-score-marks.ts'
import { nameAnd, ZONE_WORDS } from './zone-words.ts'

/** Lanes below this width have their names in small type on two lines, in board units. */
const NARROW_LANE_PX = 300
/** Smallest type of such a name, in px. */
const NARROW_LEAST_PX = 16
/** Width of a letter of bold type in a long word, in parts of its size. */
const LETTER_EMS = 0.57

/** The canvas and the server's drawings both show these marks, so that a picture is what people saw. */
export function zoneMarks(zone: ZoneContent, source: ZoneMarksSource): ZoneMarks {
  const { area } = zone
  if (!area) return { lines: [], labels: [], ghost: null }
  const parts = [
    laneMarks(zone, source, area),
    dateMarks(zone, source, area),
    positionMarks(zone, source, area),
    linkMarks(zone, source, area),
    scoreMarks(zone, source, area),
    emptyMarks(zone, source, area),
  ]
  return {
    lines: parts.flatMap(({ lines = [] }) => lines),
    labels: parts.flatMap(({ labels = [] }) => labels),
    ghost: parts.find(({ ghost }) => ghost)?.ghost ?? null,
  }
}

function laneMarks(
  { zone, lanes }: ZoneContent,
  { method, lang }: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  // a zone of marks stands above the lanes that they name: it is parted in the same way
  const source = zone.options.marks
    ? laneSource(method, { ...zone, options: { lane: zone.id } })
    : laneSource(method, zone)
  if (!source) return {}
  const count = laneCount(source, area)
  const width = area.w / count
  const named =
    source.kind === 'fixed'
      ? source.lanes.map(({ label }, slot) => ({ slot, label: label[lang] }))
      : lanes.map(({ slot, label }) => ({ slot, label }))
  const used = Math.max(0, ...named.map(({ slot }) => slot + 1))
  const edges = Array.from({ length: Math.min(count - 1, used) }, (_, at) => (at + 1) * width)
  const isNarrow = width < NARROW_LANE_PX
  const words = named.flatMap(({ label }) => label.split(/\s+/))
  const side = isNarrow ? Math.max(4, (width - GHOST.sidePx) / 2) : ZONE_TEXT.paddingPx
  const labels = named.map(
    ({ slot, label }): ZoneLabel => ({
      x: slot * width + side,
      y: isNarrow ? LANE_TOP - 6 : LANE_TOP + 4,
      w: width - 2 * side,
      text: label.replace(/\s*\n\s*/g, ' '),
      sizePx: isNarrow ? narrowSize(words, width - 2 * side) : MARK_TEXT.lanePx,
      tone: 'title',
      align: 'start',
      bold: true,
      lines: isNarrow ? 2 : 1,
    }),
  )
  if (source.kind === 'items' && named.length === 0) {
    const label = findZone(method, source.zoneId)?.label[lang] ?? ''
    labels.push(hint(area, LANE_TOP + 4, say('lanesFrom', lang, { zone: label })))
  }
  return {
    lines: edges.map((x) => ({ kind: 'lane', from: { x, y: LANE_TOP }, to: { x, y: area.h - 16 } })),
    labels,
  }
}

/** The type in which the longest word fits on a line: alike in all lanes of a zone, and readable all the same. */
function narrowSize(words: readonly string[], width: number): number {
  const longest = Math.max(1, ...words.map(({ length }) => length))
  const fitting = Math.floor(width / (longest * LETTER_EMS))
  return Math.min(MARK_TEXT.narrowLanePx, Math.max(NARROW_LEAST_PX, fitting))
}

function dateMarks(
  { zone }: ZoneContent,
  { content, lang, today }: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  if (!hasDateAxis(zone)) return {}
  const scale = boardDateScale(content, today)
  const axisY = LANE_TOP + MARK_TEXT.smallPx * MARK_TEXT.lineHeight + 8
  const now = todayX(scale, area.w, today)
  const ticks = dateTicks(scale, area.w, lang)
  const lines: ZoneLine[] = [
    {
      kind: 'axis',
      from: { x: ZONE_TEXT.paddingPx, y: axisY },
      to: { x: area.w - ZONE_TEXT.paddingPx, y: axisY },
    },
    ...ticks.map(({ x }): ZoneLine => ({ kind: 'axis', from: { x, y: axisY - 6 }, to: { x, y: axisY + 6 } })),
  ]
  const labels = ticks
    // the two would lie on one another
    .filter(({ x }) => now === null || Math.abs(x - now) > 110)
    .map(({ x, label }): ZoneLabel => small(x - 100, LANE_TOP, 200, label, 'middle'))
  if (now !== null) {
    lines.push({ kind: 'today', from: { x: now, y: axisY - 8 }, to: { x: now, y: area.h - 16 } })
    labels.push({
      ...small(now - 100, LANE_TOP, 200, ZONE_WORDS.today[lang], 'middle'),
      tone: 'title',
      bold: true,
    })
  }
  return { lines, labels }
}

/** What lying here says about an item, in words: `Influence : forte · Adhésion : faible`. */
function positionMarks(
  { zone }: ZoneContent,
  { method, lang }: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  const says = Object.entries(zone.options.position ?? {}).flatMap(([axisId, termId]) => {
    const axis = method.axes?.find(({ id }) => id === axisId)
    const term = axis?.terms.find(({ id }) => id === termId)
    return axis && term ? [nameAnd(axis.label[lang], term.label[lang], lang)] : []
  })
  if (says.length === 0) return {}
  const text = says.join('   ·   ')
  return { labels: [small(ZONE_TEXT.paddingPx, area.h - 44, area.w - 2 * ZONE_TEXT.paddingPx, text, 'end')] }
}
