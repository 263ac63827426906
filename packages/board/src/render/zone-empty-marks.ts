import type { ZoneContent } from '../content/board-content.ts'
import { hasDateAxis } from '../content/date-scale.ts'
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
  { zone, items, clusters, lanes }: ZoneContent,
  { method, lang }: ZoneMarksSource,
  area: { w: number; h: number },
): Partial<ZoneMarks> {
  const holdsNotes = ['sticky', 'list', 'row', 'date'].includes(zone.kind) || zone.options.repeat
  if (!holdsNotes || items.length > 0 || clusters.length > 0) return {}
  const top = zoneHeadHeight(zone) + (lanes.length > 0 ? 0 : 4)
  const main = mainColumn(zone)
  const cells = (zone.options.cols ?? [])
    .filter(({ id, type }) => id !== main?.id && type !== 'vote')
    .map(({ label }) => label[lang])
  const source = laneSource(method, zone)
  const laneWidth = source ? area.w / laneCount(source, area) : area.w
  const ghost = {
    // in the middle of a lane that has no room beside it
    x: Math.min(ZONE_TEXT.paddingPx, Math.max(4, (laneWidth - GHOST.sidePx) / 2)),
    y: top,
    text: zone.options.locked ? '' : ZONE_WORDS.write[lang],
    cells,
  }
  const x = ZONE_TEXT.paddingPx + 200 + 24
  const text = [
    ...kindHint(zone, main?.label[lang], lang),
    ...limitHint(zone, lang),
    ...vocabHint(zone, method, lang),
  ]
  const room = { ...hint(area, top + 8, text.join(' ')), x, w: area.w - x - ZONE_TEXT.paddingPx }
  return { ghost, labels: source ? [] : [room] }
}

function kindHint(zone: ZoneContent['zone'], column: string | undefined, lang: Lang): string[] {
  if (zone.options.group) return [ZONE_WORDS.group[lang]]
  if (zone.options.marks) return [ZONE_WORDS.marks[lang]]
  if (hasDateAxis(zone)) return [ZONE_WORDS.dates[lang]]
  if (zone.kind === 'row' && column !== undefined) return [say('lineEach', lang, { column })]
  return [ZONE_WORDS.noteEach[lang]]
}

function limitHint({ options: { max } }: ZoneContent['zone'], lang: Lang): string[] {
  return max === undefined ? [] : [say('most', lang, { n: String(max) })]
}

function vocabHint({ options }: ZoneContent['zone'], method: Method, lang: Lang): string[] {
  const terms = method.sets.find(({ id }) => id === options.vocab)?.terms ?? []
  if (terms.length === 0) return []
  const named = terms.slice(0, TERMS_NAMED).map(({ label }) => label[lang])
  const isMore = terms.length > TERMS_NAMED
  return [say(isMore ? 'choicesAndMore' : 'choices', lang, { terms: named.join(', ') })]
}
