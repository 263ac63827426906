import type { ZoneContent } from '../content/board-content.ts'
import { foldText } from '../fold-text.ts'
import { LANGUAGES, type LocalisedText } from '../language.ts'
import { hasSheet, type StepMode, type ZoneDefinition } from '../method.ts'
import type { ScriptStep } from '../script/script.ts'
import { noteWords } from './simulated-text.ts'

/** Notes that one person writes in a step of each mode (RE6). */
const NOTES_EACH: Readonly<Record<StepMode, number>> = {
  plenary: 1,
  private: 3,
  individual: 2,
  group: 2,
  vote: 0,
}
/** Words of the one text of a text zone. */
const SHEET_WORDS = 60
/** Letters from which on a word says what a zone is about. */
const TELLING_LETTERS = 4
/** Zones that a title or an instruction may mean at once. */
const MEANT_MAX = 2

/** Something that one of the simulated people is to write. */
export interface Assignment {
  /** Counts from 0. */
  readonly person: number
  readonly zoneId: string
  readonly words: number
  /** On the one text of the zone. */
  readonly onSheet: boolean
}

/** What a step is about, and who writes what in it. */
export interface PlannedStep {
  readonly zoneIds: readonly string[]
  /** The step says so itself. */
  readonly isNamed: boolean
  readonly assignments: readonly Assignment[]
}

/** Decides what simulated people write in a step (RE6 to RE8). @param of.filled zones that something was written in before */
export function planStep(of: {
  step: ScriptStep
  zones: readonly ZoneContent[]
  people: number
  filled: ReadonlySet<string>
}): PlannedStep {
  const { step, zones, people, filled } = of
  const fitting = zones.filter(({ zone, area }) => area !== null && takesWords(zone, step.mode))
  const isNamed = step.zones.length > 0
  const about = isNamed
    ? fitting.filter(({ zone }) => step.zones.includes(zone.id))
    : unnamedZones(step, fitting, filled)
  const each = NOTES_EACH[step.mode]
  const assignments: Assignment[] = []
  let count = 0
  for (const { zone } of about.filter(({ zone }) => hasSheet(zone)))
    assignments.push({ person: 0, zoneId: zone.id, words: SHEET_WORDS, onSheet: true })
  const noted = about.filter(({ zone }) => !hasSheet(zone))
  const room = new Map(noted.map((content) => [content.zone.id, roomFor(content, step.mode)]))
  for (let round = 0; round < each && noted.length > 0; round++)
    for (let person = 0; person < people; person++) {
      const zoneId = noted[(round + person) % noted.length]?.zone.id ?? ''
      const left = room.get(zoneId) ?? Number.POSITIVE_INFINITY
      if (left <= 0) continue
      room.set(zoneId, left - 1)
      assignments.push({ person, zoneId, words: noteWords(count++), onSheet: false })
    }
  return { zoneIds: about.map(({ zone }) => zone.id), isNamed, assignments }
}

/** Whether people write words in a zone in a step of this mode (RE8). */
function takesWords(zone: ZoneDefinition, mode: StepMode): boolean {
  if (zone.options.locked || zone.kind === 'link' || zone.kind === 'score' || zone.kind === 'vote')
    return false
  return !(hasSheet(zone) && (mode === 'private' || mode === 'individual'))
}

/** Those who write together see that a zone is full; who writes alone does not. */
function roomFor({ zone, items }: ZoneContent, mode: StepMode): number {
  const { max } = zone.options
  if (max === undefined || mode === 'private' || mode === 'individual') return Number.POSITIVE_INFINITY
  return Math.max(0, max - items.length)
}

/** The zones that a step without zones means (RE7). */
function unnamedZones(
  { title, instruction, mode }: ScriptStep,
  fitting: readonly ZoneContent[],
  filled: ReadonlySet<string>,
): readonly ZoneContent[] {
  if (mode === 'vote') return []
  for (const text of [title, instruction]) {
    const meant = fitting.filter(({ zone }) => names(text, zone))
    if (meant.length > 0) return meant.slice(0, MEANT_MAX)
  }
  if (mode === 'plenary') return []
  return fitting.filter(({ zone, items }) => items.length === 0 && !filled.has(zone.id)).slice(0, 1)
}

/** Whether a text holds all telling words of a zone's name, in one language. */
function names(text: LocalisedText, zone: ZoneDefinition): boolean {
  return LANGUAGES.some((lang) => {
    const words = foldText(zone.label[lang])
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= TELLING_LETTERS)
    const said = foldText(text[lang])
    return words.length > 0 && words.every((word) => said.includes(word))
  })
}
