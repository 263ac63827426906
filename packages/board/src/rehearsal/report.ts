import type { ZoneContent } from '../content/board-content.ts'
import { LANGUAGES, type LocalisedText } from '../language.ts'
import type { Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import type { ScriptStep } from '../script/script.ts'
import { stepText } from '../script/step.ts'
import { crowdingOf } from './crowding.ts'
import type { RehearsalReport, StepFinding, ZoneFinding } from './findings.ts'
import { type MetVote, neededTime, sumOfTime } from './needed-time.ts'
import { OVER_SHARE, SPARE_FROM_MINUTES, SPARE_SHARE } from './pace.ts'
import type { PlannedStep } from './plan-step.ts'
import { countWords } from './simulated-text.ts'

/** Minutes that are proposed are multiples of this. */
const PROPOSED_MINUTES = 5

/** What happened in one step of a rehearsal. */
export interface RehearsedStep {
  readonly step: ScriptStep
  readonly planned: PlannedStep
  /** Words of what the step revealed. */
  readonly revealedWords: number
  /** What was voted on; null when there was nothing, or the step is no vote. */
  readonly vote: MetVote | null
  /** Votes that were refused. */
  readonly votesRefused: number
  /** Notes that were refused, the zone's `max` apart. */
  readonly notesRefused: number
}

/** What is reported about a board after its last step. */
export interface RehearsedBoard {
  readonly zones: readonly ZoneContent[]
  readonly method: Method
  readonly records: ReadonlyMap<string, BoardRecord>
  /** Notes that the zones' `max` refused, by zone. */
  readonly refusedByMax: ReadonlyMap<string, number>
}

/** How long people needed for a step, in minutes; the clock of the copy goes on by as much. */
export function rehearsedMinutes({ step, planned, revealedWords, vote }: RehearsedStep): number {
  return sumOfTime(partsOf({ step, planned, revealedWords, vote }))
}

/** Puts together what a coach reads after a rehearsal. */
export function rehearsalReport(of: {
  people: number
  steps: readonly RehearsedStep[]
  board: RehearsedBoard
}): RehearsalReport {
  const { people, board } = of
  const steps = of.steps.map((rehearsed) => {
    const { step, planned } = rehearsed
    const parts = partsOf(rehearsed)
    const neededMinutes = sumOfTime(parts)
    return {
      id: step.id,
      title: step.title,
      mode: step.mode,
      plannedMinutes: step.minutes,
      neededMinutes,
      parts,
      notes: planned.assignments.length,
      findings: [
        ...timeFindings(step.minutes, neededMinutes),
        ...textFindings(step),
        ...(planned.isNamed || planned.assignments.length === 0 ? [] : [{ kind: 'zones_unnamed' as const }]),
        ...voteFindings(rehearsed),
        ...(rehearsed.notesRefused > 0
          ? [{ kind: 'writing_refused' as const, notes: rehearsed.notesRefused }]
          : []),
      ],
    }
  })
  return {
    people,
    plannedMinutes: sum(steps.map(({ plannedMinutes }) => plannedMinutes)),
    neededMinutes: sum(steps.map(({ neededMinutes }) => neededMinutes)),
    steps,
    zones: zonesOf(of.steps, board),
  }
}

function partsOf({
  step,
  planned,
  revealedWords,
  vote,
}: Omit<RehearsedStep, 'votesRefused' | 'notesRefused'>) {
  return neededTime({
    mode: step.mode,
    instructionWords: countWords(stepText(step.instruction, 'fr')),
    assignments: planned.assignments,
    revealedWords,
    vote,
  })
}

function timeFindings(planned: number, needed: number): StepFinding[] {
  if (needed > planned * OVER_SHARE)
    return [{ kind: 'time_over', minutes: Math.ceil(needed / PROPOSED_MINUTES) * PROPOSED_MINUTES }]
  return planned >= SPARE_FROM_MINUTES && needed < planned * SPARE_SHARE ? [{ kind: 'time_spare' }] : []
}

function textFindings({ title, instruction }: ScriptStep): StepFinding[] {
  const findings: StepFinding[] = []
  const missingTitle = missingIn(title)
  if (missingTitle.length > 0) findings.push({ kind: 'title_untranslated', langs: missingTitle })
  const missing = missingIn(instruction)
  if (missing.length === LANGUAGES.length) findings.push({ kind: 'instruction_empty' })
  else if (missing.length > 0) findings.push({ kind: 'instruction_untranslated', langs: missing })
  return findings
}

function missingIn(text: LocalisedText) {
  return LANGUAGES.filter((lang) => text[lang].trim() === '')
}

function voteFindings({ step, vote, votesRefused }: RehearsedStep): StepFinding[] {
  if (step.mode !== 'vote') return []
  const findings: StepFinding[] = []
  if (!step.may.vote) findings.push({ kind: 'vote_closed' })
  if (!vote) findings.push({ kind: 'vote_nothing' })
  // who may give everything a dot has chosen nothing
  else if (vote.dots > 0 && vote.lines <= vote.dots)
    findings.push({ kind: 'vote_few_lines', lines: vote.lines, dots: vote.dots })
  if (votesRefused > 0 && step.may.vote) findings.push({ kind: 'vote_refused', votes: votesRefused })
  return findings
}

function zonesOf(
  steps: readonly RehearsedStep[],
  { zones, method, records, refusedByMax }: RehearsedBoard,
): RehearsalReport['zones'] {
  const written = new Set(steps.flatMap(({ planned }) => planned.assignments.map(({ zoneId }) => zoneId)))
  return zones
    .filter(({ zone, sheet }) => written.has(zone.id) && sheet === null)
    .flatMap((content) => {
      const { zone } = content
      const crowding = crowdingOf(content, method, records)
      if (!crowding) return []
      const { notes, small, covered, capacity } = crowding
      const findings: ZoneFinding[] = []
      if (covered > 0) findings.push({ kind: 'zone_full', notes: covered })
      else if (small > 0) findings.push({ kind: 'zone_small', notes: small })
      const refused = refusedByMax.get(zone.id) ?? 0
      if (refused > 0) findings.push({ kind: 'zone_max', max: zone.options.max ?? 0, refused })
      return [{ id: zone.id, label: zone.label, notes, capacity, findings }]
    })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
