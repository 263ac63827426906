import type { BoardContent, ContentItem } from '../content/board-content.ts'
import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import { type FamilyColours, INK, INK_SOFT } from './family-colours.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import { ZONE_WORDS } from './zone-words.ts'

/** A line inside a zone, in board units from the zone's corner. */
export interface ZoneLine {
  from: { x: number; y: number }
  to: { x: number; y: number }
  kind: 'lane' | 'axis' | 'today' | 'grid'
}

/** A text inside a zone, cut off where its width and lines end; `y` is its top, in board units from the zone's corner. */
export interface ZoneLabel {
  x: number
  y: number
  w: number
  text: string
  sizePx: number
  tone: 'title' | 'soft' | 'ink'
  align: 'start' | 'middle' | 'end'
  bold?: boolean
  /** Lines after which it is cut off; one when left out. */
  lines?: number
}

/** The outline of a note where the first one goes, as long as there is none. */
export interface ZoneGhost {
  x: number
  y: number
  text: string
  /** What a row asks besides its text. */
  cells: readonly string[]
}

/** What lies in a zone under its notes: lanes, axes, lists, results, and what an empty zone says. */
export interface ZoneMarks {
  lines: readonly ZoneLine[]
  labels: readonly ZoneLabel[]
  ghost: ZoneGhost | null
}

/** What the marks of a zone are read from; `today` moves with the calendar. */
export interface ZoneMarksSource {
  content: BoardContent
  method: Method
  lang: Lang
  today: Date
}

/** Lines that a sentence inside a zone may take. */
const HINT_LINES = 5

/** Type inside a zone below its prompt, in px. */
export const MARK_TEXT = { lanePx: 26, narrowLanePx: 20, smallPx: 22, rowPx: 40, lineHeight: 1.3 } as const

/** How each kind of line looks. */
export const LINE_LOOKS: Readonly<Record<ZoneLine['kind'], { widthPx: number; dash?: string }>> = {
  lane: { widthPx: 2, dash: '6 8' },
  axis: { widthPx: 4 },
  today: { widthPx: 3, dash: '10 8' },
  grid: { widthPx: 2 },
}

/** The outline of a note where the first one goes, and how many of a row's columns it names. */
export const GHOST = { sidePx: 200, textPx: 18, opacity: 0.55, cells: 5 } as const

/** Colour of each kind of text inside a zone. */
export function markColour(tone: ZoneLabel['tone'], colours: FamilyColours): string {
  if (tone === 'title') return colours.title
  return tone === 'soft' ? INK_SOFT : INK
}

/** A sentence across the zone. */
export function hint(area: { w: number }, y: number, text: string): ZoneLabel {
  const w = area.w - 2 * ZONE_TEXT.paddingPx
  return { ...small(ZONE_TEXT.paddingPx, y, w, text, 'start'), lines: HINT_LINES }
}

/** A word or two in small type. */
export function small(x: number, y: number, w: number, text: string, align: ZoneLabel['align']): ZoneLabel {
  return { x, y, w, text, sizePx: MARK_TEXT.smallPx, tone: 'soft', align }
}

/** A sentence of the board with its gaps filled. */
export function say(
  key: keyof typeof ZONE_WORDS,
  lang: Lang,
  gaps: Readonly<Record<string, string>>,
): string {
  return ZONE_WORDS[key][lang].replace(/\{(\w+)\}/g, (whole, name: string) => gaps[name] ?? whole)
}

/** What stands for an item in a list of one line. */
export function lineOf(item: ContentItem | undefined, lang: Lang): string {
  return item?.title.replace(/\s*\n\s*/g, ' ') || ZONE_WORDS.untitled[lang]
}
