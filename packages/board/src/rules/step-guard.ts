import type { ReadonlyFacts } from '../content/results.ts'
import { type Limits, limitsNow, stepBefore } from '../script/course.ts'
import { type StepPlace, stepMoveFault, stepWriteFault } from '../script/powers.ts'
import { readScript } from '../script/read-script.ts'
import type { RefusalCode } from './refusal.ts'

/** For how long after a step began words are still taken that the one before it let in, in ms: longer than a lost network. */
const LATE_WORDS_MS = 120_000
/** How long after her last letter a note stays open to who was typing in it when the step began, in ms. */
const TYPING_MS = 60_000

/** Who typed last where: a step that begins does not take the pen out of her hand. */
export class Pens {
  readonly #pens = new Map<string, { recordId: string; atMs: number }>()

  note(actorId: string, recordId: string, nowMs: number): void {
    this.#pens.set(actorId, { recordId, atMs: nowMs })
  }

  holds(actorId: string, recordId: string, nowMs: number): boolean {
    const pen = this.#pens.get(actorId)
    return pen?.recordId === recordId && nowMs - pen.atMs <= TYPING_MS
  }
}

/** What the current step, or who leads while none runs, lets participants do (W1 to W7); made anew when the script changes, then asked for every change. */
export class StepGuard {
  readonly #step: Limits
  /** The step before, as long as its late words are taken; `free` when nothing was limited then. */
  readonly #before: Limits | 'free'
  readonly #lateUntilMs: number
  readonly #pens: Pens
  readonly #now: () => number

  /** The guard of a board's script; null when it holds nobody to anything. */
  static of(facts: ReadonlyFacts, pens: Pens, now: () => number): StepGuard | null {
    const script = readScript(facts)
    const { state } = script
    const step = limitsNow(script)
    if (!step) return null
    if (state.phase !== 'running') {
      const lateUntilMs = (state.rest?.sinceMs ?? 0) + LATE_WORDS_MS
      return new StepGuard(step, { before: 'free', lateUntilMs, pens, now })
    }
    const isFirst = state.began.length <= 1
    const before = isFirst ? 'free' : (stepBefore(script) ?? step)
    return new StepGuard(step, { before, lateUntilMs: state.beganAtMs + LATE_WORDS_MS, pens, now })
  }

  private constructor(
    step: Limits,
    last: { before: Limits | 'free'; lateUntilMs: number; pens: Pens; now: () => number },
  ) {
    this.#step = step
    this.#before = last.before
    this.#lateUntilMs = last.lateUntilMs
    this.#pens = last.pens
    this.#now = last.now
  }

  /** Why nothing new may be put there, or null. */
  create(place: StepPlace): RefusalCode | null {
    const fault = stepWriteFault(this.#step, place)
    return fault && this.#isLateWord(place) ? null : fault
  }

  /** Why she may not type in this note or sheet, or null; notes that she did. */
  type(actorId: string, recordId: string, place: StepPlace): RefusalCode | null {
    const nowMs = this.#now()
    const fault = this.create(place)
    if (fault && !this.#pens.holds(actorId, recordId, nowMs)) return fault
    this.#pens.note(actorId, recordId, nowMs)
    return null
  }

  /** Why what lies there may not be taken away, or null. */
  remove(place: StepPlace): RefusalCode | null {
    return stepWriteFault(this.#step, place)
  }

  /** Why something of one's own may not be moved to there, or null. */
  move(place: StepPlace): RefusalCode | null {
    return stepMoveFault(this.#step, place)
  }

  /** Why something of one's own may not be changed otherwise, or null: writing and arranging both include it. */
  change(place: StepPlace): RefusalCode | null {
    return this.move(place) && this.create(place)
  }

  #isLateWord(place: StepPlace): boolean {
    if (this.#now() >= this.#lateUntilMs) return false
    return this.#before === 'free' || stepWriteFault(this.#before, place) === null
  }
}
