import type { ZoneContent } from '../content/board-content.ts'
import { boardDateScale, hasDateAxis, todayX } from '../content/date-scale.ts'
import { laneCount, laneSource } from '../content/lanes.ts'
import type { Lang } from '../language.ts'
import { type Method, mainColumn } from '../method.ts'
import { ZONE_TEXT } from './furniture-text.ts'
import { zoneHeadHeight } from './zone-head.ts'
import { GHOST, hint, say, type ZoneMarks, type ZoneMarksSource } from './zone-mark.ts'
import { ZONE_WORDS } from './zone-words.ts'

/** Terms of a vocabulary that an empty zone names. */
const TERMS_NAMED = 8

/** What an empty zone says: where the first note goes, what belongs on it, and how many there may be. */
export function emptyMarks(
  part: ZoneContent,
  marks: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  const { zone, items, clusters, lanes } = part
  const { method, lang } = marks
  const holdsNotes = ['sticky', 'list', 'row', 'date'].includes(zone.kind) || zone.options.repeat
  if (!holdsNotes || items.length > 0 || clusters.length > 0) return {}
  const top = zoneHeadHeight(zone) + (lanes.length > 0 ? 0 : 4)
  const main = mainColumn(zone)
  const cells = (zone.options.cols ?? [])
    .filter(({ id, type }) => id !== main?.id && type !== 'vote')
    .map(({ label }) => label[lang])
  const source = laneSource(method, zone)
  const laneWidth = source && lanes.length > 0 ? area.w / laneCount(source, area) : area.w
  const ghost = {
    // in the middle of a lane that has no room beside it
    x: Math.min(ZONE_TEXT.paddingPx, Math.max(4, (laneWidth - GHOST.sidePx) / 2)),
    y: top,
    text: ZONE_WORDS[zone.options.locked ? 'locked' : 'write'][lang],
    cells: fewCells(cells, lang),
  }
  const text = [
    ...kindHint(zone, main?.label[lang], lang),
    ...limitHint(zone, lang),
    ...vocabHint(zone, method, lang),
  ]
  const room = { ...hint(area, top + 8, text.join(' ')), ...hintRoom(part, marks, area) }
  return { ghost, labels: source ? [] : [room] }
}

/** Where the sentence beside the first note lies: where today's line does not cross it. */
function hintRoom(
  { zone }: ZoneContent,
  { content, today }: ZoneMarksSource,
  area: { w: number },
): { x: number; w: number } {
  const x = ZONE_TEXT.paddingPx + GHOST.sidePx + 24
  const end = area.w - ZONE_TEXT.paddingPx
  const now = hasDateAxis(zone) ? todayX(boardDateScale(content, today), area.w, today) : null
  if (now === null || now <= x || now >= end) return { x, w: end - x }
  return now - x > end - now ? { x, w: now - 16 - x } : { x: now + 16, w: end - now - 16 }
}

/** The columns that fit under the words of the first note; the others are counted. */
function fewCells(cells: readonly string[], lang: Lang): readonly string[] {
  if (cells.length <= GHOST.cells) return cells
  const shown = cells.slice(0, GHOST.cells - 1)
  return [...shown, say('andMore', lang, { n: String(cells.length - shown.length) })]
}

function kindHint(zone: ZoneContent['zone'], column: string | undefined, lang: Lang): string[] {
  if (zone.options.group) return [ZONE_WORDS.group[lang]]
  if (zone.options.marks) return [ZONE_WORDS.marks[lang]]
  if (hasDateAxis(zone)) return [ZONE_WORDS.dates[lang]]
  if (zone.kind === 'row' || column !== undefined)
    return [column === undefined ? ZONE_WORDS.lineOf[lang] : say('lineEach', lang, { column })]
  return [ZONE_WORDS.noteEach[lang]]
}

function limitHint({ options: { max } }: ZoneContent['zone'], lang: Lang): string[] {
  return max === undefined ? [] : [say('most', lang, { n: String(max) })]
}

/** « [DIR] Direction »: the code is for those who read many boards, not for who writes her first note. */
const CODE = /^\[[^\]]+\] /

function vocabHint({ options }: ZoneContent['zone'], method: Method, lang: Lang): string[] {
  const terms = method.sets.find(({ id }) => id === options.vocab)?.terms ?? []
  if (terms.length === 0) return []
  const named = terms.slice(0, TERMS_NAMED).map(({ label }) => label[lang].replace(CODE, ''))
  const isMore = terms.length > TERMS_NAMED
  return [say(isMore ? 'choicesAndMore' : 'choices', lang, { terms: named.join(', ') })]
}
