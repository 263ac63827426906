import { createHmac } from 'node:crypto'
import {
  ATTENTION_FACT,
  DONE_FACT,
  type DoneFact,
  equalValues,
  HANDS_FACT,
  metaRoot,
  methodOf,
  readAttention,
  readDone,
  readHands,
  stepRun,
} from '@tablee/board'
import { currentStep, readScript } from '@tablee/board/script'
import { callHereRequestSchema } from '@tablee/contract'
import type * as Y from 'yjs'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), by: z.string(), callId: z.string(), to: callHereRequestSchema }),
  z.object({ kind: z.literal('spotlight'), zoneId: z.string().nullable() }),
  z.object({ kind: z.literal('hand'), actorId: z.string(), up: z.boolean() }),
  z.object({ kind: z.literal('lower'), actorId: z.string().nullable() }),
  /** `seal` is what an anonymous step marks her by instead: nobody else can make it. `wanted` null only asks. */
  z.object({
    kind: z.literal('done'),
    actorId: z.string(),
    seal: z.string(),
    wanted: z.object({ done: z.boolean(), step: z.string() }).nullable(),
  }),
])
const orderSchema = z.object({ boardId: z.string(), change: changeSchema })

/** A change of where the eyes go, whose hand is up, or who has finished. */
export type AttentionChange = z.infer<typeof changeSchema>

const answerSchema = z.object({
  outcome: z.enum(['kept', 'zone_unknown', 'no_step', 'full']),
  done: z.boolean(),
})
type Answer = z.infer<typeof answerSchema>

/** Most hands that are up at a time: more than people who may have a board open. */
const HANDS_MAX = 500

/** Changes what a board says of its attention; the rights of who asks were checked before. */
export const ATTENTION_ORDER: BoardOrderKind<z.infer<typeof orderSchema>, Answer> = {
  name: 'attention',
  order: orderSchema,
  answer: answerSchema,
  carryOut: ({ rooms }, { boardId, change }) => rooms.edit(boardId, (doc) => apply(doc, change)),
}

function apply(doc: Y.Doc, change: AttentionChange): Answer {
  const facts = metaRoot(doc)
  const say = (key: string, value: unknown) => {
    if (!equalValues(facts.get(key), value)) facts.set(key, value)
  }
  const kept: Answer = { outcome: 'kept', done: false }
  switch (change.kind) {
    case 'call': {
      const { zoneId, view } = change.to
      if (!hasZone(doc, zoneId)) return { outcome: 'zone_unknown', done: false }
      const { call, spotlight } = readAttention(facts)
      // the same call, told twice
      if (call?.id === change.callId) return kept
      const count = (call?.count ?? 0) + 1
      say(ATTENTION_FACT, { call: { id: change.callId, count, by: change.by, zoneId, view }, spotlight })
      return kept
    }
    case 'spotlight':
      if (!hasZone(doc, change.zoneId)) return { outcome: 'zone_unknown', done: false }
      say(ATTENTION_FACT, { ...readAttention(facts), spotlight: change.zoneId })
      return kept
    case 'hand': {
      const others = readHands(facts).filter((actorId) => actorId !== change.actorId)
      const wasUp = others.length < readHands(facts).length
      if (wasUp === change.up) return kept
      if (others.length >= HANDS_MAX) return { outcome: 'full', done: false }
      say(HANDS_FACT, change.up ? [...others, change.actorId] : others)
      return kept
    }
    case 'lower':
      if (readHands(facts).length === 0) return kept
      say(
        HANDS_FACT,
        change.actorId === null ? [] : readHands(facts).filter((actorId) => actorId !== change.actorId),
      )
      return kept
    case 'done':
      return markDone(doc, change)
  }
}

/**
 * In an anonymous step the mark is of that step alone, so that nobody learns who has finished when, and from it who wrote
 * the note that came just before.
 */
function markDone(doc: Y.Doc, { actorId, seal, wanted }: Extract<AttentionChange, { kind: 'done' }>): Answer {
  const facts = metaRoot(doc)
  const script = readScript(facts)
  const step = stepRun(script)
  // pressed in a step that was over when it arrived (SPEC.md E1)
  if (step === null || (wanted !== null && wanted.step !== step)) return { outcome: 'no_step', done: false }
  const isAnonymous = currentStep(script)?.anonymous === true
  const mark = isAnonymous
    ? createHmac('sha256', seal).update(step).digest('base64url').slice(0, 16)
    : actorId
  const marks = new Set(readDone(facts, script))
  if (wanted === null || marks.has(mark) === wanted.done) return { outcome: 'kept', done: marks.has(mark) }
  if (wanted.done) marks.add(mark)
  else marks.delete(mark)
  const fact: DoneFact = { step, marks: [...marks].sort() }
  facts.set(DONE_FACT, fact)
  return { outcome: 'kept', done: wanted.done }
}

function hasZone(doc: Y.Doc, zoneId: string | null): boolean {
  return zoneId === null || (methodOf(doc)?.zones.some(({ id }) => id === zoneId) ?? false)
}
