import type { ZoneContent } from '../content/board-content.ts'
import { LANE_TOP } from '../content/lanes.ts'
import { matrixKey, type ScoreSummary } from '../content/results.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import {
  hint,
  lineOf,
  MARK_TEXT,
  say,
  small,
  type ZoneLabel,
  type ZoneLine,
  type ZoneMarks,
  type ZoneMarksSource,
} from './zone-mark.ts'
import { nameAnd, ZONE_WORDS } from './zone-words.ts'

/** Room for the sentence that says how scores are kept, in board units. */
const SENTENCE_PX = 72

/** The height of one thing that is scored, in board units. */
const SCORED_PX = 52

/** Room for the words beside and under a drawn matrix, in board units. */
const AXIS_PX = 48

type Area = { w: number; h: number }

/** What a score or vote zone shows: what is asked, and the totals once its ballot is closed. */
export function scoreMarks(zone: ZoneContent, source: ZoneMarksSource, area: Area): Partial<ZoneMarks> {
  const { kind, options } = zone.zone
  if (options.axes) return drawnMatrix(zone, source, area)
  if (kind === 'vote' && options.choices) return choiceMarks(zone, source, area)
  if (kind !== 'score') return {}
  const { min, max } = options.scale ?? { min: 0, max: 5 }
  const sentence = hint(area, LANE_TOP, say('scores', source.lang, { min: String(min), max: String(max) }))
  const marks = options.matrix ? matrixMarks(zone, source, area) : itemMarks(zone, source, area)
  return { lines: marks.lines ?? [], labels: [sentence, ...(marks.labels ?? [])] }
}

function itemMarks({ zone, result }: ZoneContent, { lang }: ZoneMarksSource, area: Area): Partial<ZoneMarks> {
  const items = zone.options.items ?? []
  const top = LANE_TOP + SENTENCE_PX
  const half = (area.w - 2 * ZONE_TEXT.paddingPx) / 2
  const step = Math.min(SCORED_PX * 1.5, Math.max(SCORED_PX, (area.h - top - 16) / Math.max(1, items.length)))
  return {
    lines: items.map((_, at) => horizontal(area, top + at * step)),
    labels: items.flatMap(({ id, label }, at): ZoneLabel[] => {
      const y = top + at * step + (step - MARK_TEXT.lanePx * MARK_TEXT.lineHeight) / 2
      const summary = result?.kind === 'scores' ? result.scores[id] : undefined
      return [
        named(ZONE_TEXT.paddingPx, y, half, label[lang]),
        small(ZONE_TEXT.paddingPx + half, y + 3, half, saySummary(summary, lang), 'end'),
      ]
    }),
  }
}

function matrixMarks(
  { zone, result }: ZoneContent,
  { content, lang }: ZoneMarksSource,
  area: Area,
): Partial<ZoneMarks> {
  const itemsOf = (zoneId: string | undefined) =>
    content.zones.find((candidate) => candidate.zone.id === zoneId)?.items ?? []
  const rows = itemsOf(zone.options.matrix?.rows)
  const columns = itemsOf(zone.options.matrix?.columns)
  if (rows.length === 0 || columns.length === 0) return {}
  const top = LANE_TOP + SENTENCE_PX
  const left = ZONE_TEXT.paddingPx
  const first = (area.w - 2 * left) / 4
  const width = (area.w - 2 * left - first) / columns.length
  const step = Math.min(SCORED_PX * 1.5, (area.h - top - 16) / (rows.length + 1))
  const middle = (at: number) => top + at * step + (step - MARK_TEXT.smallPx * MARK_TEXT.lineHeight) / 2
  const labels = columns.map((column, at) =>
    small(left + first + at * width, middle(0), width - 8, lineOf(column, lang), 'middle'),
  )
  for (const [at, row] of rows.entries()) {
    labels.push({ ...small(left, middle(at + 1), first - 8, lineOf(row, lang), 'start'), tone: 'ink' })
    for (const [column, { id }] of columns.entries()) {
      const summary = result?.kind === 'scores' ? result.scores[matrixKey(row.id, id)] : undefined
      const text = summary ? (summary.median === null ? `(${summary.n})` : String(summary.median)) : '·'
      labels.push({
        ...small(left + first + column * width, middle(at + 1), width - 8, text, 'middle'),
        tone: 'ink',
        bold: true,
      })
    }
  }
  return { lines: rows.map((_, at) => horizontal(area, top + (at + 1) * step)), labels }
}

/** Two directions crossed: effect upwards, feasibility to the right; where a note lies is what it says. */
function drawnMatrix({ zone }: ZoneContent, { lang }: ZoneMarksSource, area: Area): Partial<ZoneMarks> {
  const [up, right] = zone.options.axes ?? []
  if (!up || !right) return {}
  const left = ZONE_TEXT.paddingPx
  const bottom = area.h - AXIS_PX
  const top = LANE_TOP + MARK_TEXT.smallPx * MARK_TEXT.lineHeight + 8
  const middleX = (left + area.w - ZONE_TEXT.paddingPx) / 2
  const middleY = (top + bottom) / 2
  const words = (axis: { label: Record<'fr' | 'nl' | 'en', string> }, end: 'weak' | 'strong') =>
    nameAnd(axis.label[lang], ZONE_WORDS[end][lang], lang)
  const half = (area.w - 2 * left) / 2
  return {
    lines: [
      line('axis', left, top, left, bottom),
      line('axis', left, bottom, area.w - left, bottom),
      line('grid', middleX, top, middleX, bottom),
      line('grid', left, middleY, area.w - left, middleY),
    ],
    labels: [
      { ...small(left, LANE_TOP, 2 * half, words(up, 'strong'), 'start'), bold: true },
      // beside the foot of its axis: below lies what the other one says
      small(
        left + 16,
        bottom - MARK_TEXT.smallPx * MARK_TEXT.lineHeight - 8,
        half,
        words(up, 'weak'),
        'start',
      ),
      small(left, bottom + 8, half, words(right, 'weak'), 'start'),
      { ...small(left + half, bottom + 8, half, words(right, 'strong'), 'end'), bold: true },
    ],
  }
}

function choiceMarks(
  { zone, result }: ZoneContent,
  { lang }: ZoneMarksSource,
  area: Area,
): Partial<ZoneMarks> {
  const half = (area.w - 2 * ZONE_TEXT.paddingPx) / 2
  const choices = zone.options.choices ?? []
  const totals = result?.kind === 'choice' ? result.totals : null
  return {
    lines: choices.map((_, at) => horizontal(area, LANE_TOP + at * SCORED_PX)),
    labels: choices.flatMap(({ id, label }, at) => {
      const y = LANE_TOP + at * SCORED_PX + 10
      const votes = totals ? say('votes', lang, { n: String(totals[id] ?? 0) }) : ''
      return [
        named(ZONE_TEXT.paddingPx, y, half, label[lang]),
        small(ZONE_TEXT.paddingPx + half, y + 3, half, votes, 'end'),
      ].filter(({ text }) => text !== '')
    }),
  }
}

function saySummary(summary: ScoreSummary | undefined, lang: 'fr' | 'nl' | 'en'): string {
  if (!summary) return ZONE_WORDS.noScore[lang]
  const { n, median, spread } = summary
  if (median === null) return say('tooFew', lang, { n: String(n) })
  return say('summary', lang, { n: String(n), median: String(median), spread: String(spread) })
}

function named(x: number, y: number, w: number, text: string): ZoneLabel {
  return { x, y, w, text, sizePx: MARK_TEXT.lanePx, tone: 'ink', align: 'start' }
}

function horizontal(area: Area, y: number): ZoneLine {
  return line('grid', ZONE_TEXT.paddingPx, y, area.w - ZONE_TEXT.paddingPx, y)
}

function line(kind: ZoneLine['kind'], x: number, y: number, toX: number, toY: number): ZoneLine {
  return { kind, from: { x, y }, to: { x: toX, y: toY } }
}
