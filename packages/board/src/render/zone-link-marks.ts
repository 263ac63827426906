import type { ContentItem, ZoneContent } from '../content/board-content.ts'
import { LANE_TOP } from '../content/lanes.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import {
  hint,
  lineOf,
  MARK_TEXT,
  say,
  small,
  type ZoneLabel,
  type ZoneMarks,
  type ZoneMarksSource,
} from './zone-mark.ts'
import { nameAnd, ZONE_WORDS } from './zone-words.ts'

/** The list of a link zone's arrows, as many as its area has room for. */
export function linkMarks(
  { zone, links }: ZoneContent,
  { content, method, lang }: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  if (zone.kind !== 'link') return {}
  if (links.length === 0) {
    const terms = method.sets.find(({ id }) => id === zone.options.label)?.terms ?? []
    const choices =
      terms.length > 0
        ? [say('choices', lang, { terms: terms.map(({ label }) => label[lang]).join(', ') })]
        : []
    return { labels: [hint(area, LANE_TOP, [ZONE_WORDS.links[lang], ...choices].join(' '))] }
  }
  const items = new Map<string, ContentItem>()
  for (const { items: inZone } of content.zones) for (const item of inZone) items.set(item.id, item)
  for (const item of content.unplaced) items.set(item.id, item)
  const room = Math.max(1, Math.floor((area.h - LANE_TOP - ZONE_TEXT.paddingPx) / MARK_TEXT.rowPx))
  const shown = links.length > room ? links.slice(0, room - 1) : links
  const row = (at: number, text: string): ZoneLabel => ({
    ...small(
      ZONE_TEXT.paddingPx,
      LANE_TOP + at * MARK_TEXT.rowPx,
      area.w - 2 * ZONE_TEXT.paddingPx,
      text,
      'start',
    ),
    tone: 'ink',
  })
  const labels = shown.map(({ from, to, label }, at) => {
    const ends = `${lineOf(items.get(from), lang)} → ${lineOf(items.get(to), lang)}`
    // the kind of link first: long ends are cut off
    return row(at, label ? nameAnd(label, ends, lang) : ends)
  })
  const more = links.length - shown.length
  if (more > 0) labels.push(row(shown.length, say('andMore', lang, { n: String(more) })))
  return { labels }
}
