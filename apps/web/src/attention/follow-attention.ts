import {
  ATTENTION_FACT,
  type AttentionFact,
  DONE_FACT,
  DOOR_FACT,
  type DoorFact,
  HANDS_FACT,
  metaRoot,
  readAttention,
  readDone,
  readDoorFact,
  readHands,
  stepRun,
} from '@tablee/board/content'
import {
  currentStep,
  limitsNow,
  SCRIPT_KEY,
  STEPS_KEY,
  type StepPowers,
  trustScript,
} from '@tablee/board/script'
import type * as Y from 'yjs'

/** What a board says of where the eyes go, whose hand is up, who has finished, and how its door stands. */
export interface AttentionState extends AttentionFact {
  /** Actors, in the order in which they raised their hands. */
  hands: readonly string[]
  /** Who has finished the step that runs. */
  done: readonly string[]
  /** Which run of which step; null while none runs. */
  step: string | null
  /** The step that runs, by its id; null while none does. */
  stepId: string | null
  /** What participants may do now. */
  may: StepPowers
  /** Nobody learns who has finished. */
  isAnonymous: boolean
  door: DoorFact | null
}

/** The same, followed. */
interface FollowedAttention {
  get(): AttentionState
  /** Calls back when something of it has changed. Returns its undo. */
  subscribe(listener: () => void): () => void
}

const KEYS: readonly string[] = [ATTENTION_FACT, HANDS_FACT, DONE_FACT, DOOR_FACT, SCRIPT_KEY, STEPS_KEY]

const ALL_POWERS: StepPowers = { write: true, moveOwn: true, vote: true, comment: true }

/** Follows it in a board's document. */
export function followAttention(doc: Y.Doc): FollowedAttention {
  const facts = metaRoot(doc)
  const read = (): AttentionState => {
    const script = trustScript(facts)
    return {
      ...readAttention(facts),
      hands: readHands(facts),
      done: readDone(facts, script),
      step: stepRun(script),
      stepId: currentStep(script)?.id ?? null,
      may: limitsNow(script)?.may ?? ALL_POWERS,
      isAnonymous: currentStep(script)?.anonymous === true,
      door: readDoorFact(facts),
    }
  }
  const listeners = new Set<() => void>()
  let state = read()
  const follow = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    if (!KEYS.some((key) => keysChanged.has(key))) return
    state = read()
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => state,
    subscribe(listener) {
      if (listeners.size === 0) {
        state = read()
        facts.observe(follow)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) facts.unobserve(follow)
      }
    },
  }
}
