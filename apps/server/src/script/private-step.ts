import { metaRoot, methodOf, readContent, takesPrivateNotes } from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import { currentStep, readScript, runCommand, type Script } from '@tablee/board/script'
import type * as Y from 'yjs'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { type BoardOrderKind, giveOrder } from '../nodes/board-orders.ts'
import { drawCurtain } from '../private-writing/draw-curtain.ts'
import { liftCurtain } from '../private-writing/lift-curtain.ts'
import { countNotes } from '../private-writing/note-store.ts'
import { type CurtainRow, findCurtains } from '../private-writing/store.ts'
import { commandSchema, type ScriptOrder } from './script-order.ts'

const curtainsSchema = z.object({ zoneIds: z.array(z.string()), anonymous: z.boolean() }).nullable()
/** The zones that a curtain is to hang before in a step, and of which kind; null when it is not written in private. */
type StepCurtains = z.infer<typeof curtainsSchema>

/** Foresees which curtains the step needs that a command would begin, where the board is held. */
export const FORESEE_STEP_ORDER: BoardOrderKind<ScriptOrder, StepCurtains> = {
  name: 'foreseeStep',
  order: commandSchema,
  answer: curtainsSchema,
  carryOut: ({ rooms, now }, order) => rooms.edit(order.boardId, (doc) => foresee(doc, order, now())),
}

/**
 * Draws the curtains of the private step that a command would begin. Before it begins: nobody is told that she writes in
 * private while the others could read it.
 * @returns those that did not hang before
 * @throws {AppError} what `drawCurtain` throws; the step does not begin then.
 */
export async function drawForStep(context: Context, order: ScriptOrder): Promise<readonly CurtainRow[]> {
  const { boardId } = order
  const curtains = await giveOrder(context, FORESEE_STEP_ORDER, order)
  if (!curtains) return []
  const before = new Set((await findCurtains(context.db, boardId)).map(({ id }) => id))
  const { zoneIds, anonymous } = curtains
  const drawn = await drawCurtain(context, boardId, zoneIds, { anonymous, everybodyWrites: true })
  return drawn.filter(({ id }) => !before.has(id))
}

/**
 * Takes away what was drawn for a step that did not begin, since somebody else had moved on: not where the step that is
 * current now is written in private, and not what somebody has written behind already.
 */
export async function undrawForStep(
  context: Context,
  { boardId, script }: { boardId: string; script: Script },
  drawn: readonly CurtainRow[],
): Promise<void> {
  const step = currentStep(script)
  const isOfStep = ({ zone }: CurtainRow) =>
    step?.mode === 'private' && (step.zones.length === 0 || step.zones.includes(zone.id))
  for (const curtain of drawn) {
    if (isOfStep(curtain) || (await countNotes(context.db, curtain.id)) > 0) continue
    await liftCurtain(context, boardId, [curtain.zone.id])
  }
}

function foresee(doc: Y.Doc, { commandId, command }: ScriptOrder, nowMs: number): StepCurtains {
  const method = methodOf(doc)
  if (!method) return null
  const { zones } = method
  const script = readScript(metaRoot(doc))
  const outcome = runCommand(script, command, {
    commandId,
    nowMs,
    zoneIds: new Set(zones.map(({ id }) => id)),
  })
  if (outcome.kind !== 'done' || privateStep(outcome.script) === privateStep(script)) return null
  const step = currentStep(outcome.script)
  if (step?.mode !== 'private') return null
  const content = readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
  // A step about the whole board is private wherever notes can be; nobody writes in a zone that a coach took off the board.
  const zoneIds = content.zones
    .filter(({ zone, area }) => area !== null && takesPrivateNotes(zone))
    .map(({ zone }) => zone.id)
    .filter((id) => step.zones.length === 0 || step.zones.includes(id))
  return zoneIds.length > 0 ? { zoneIds, anonymous: step.anonymous } : null
}

/** Which private step a script is at, and in which zones; null for none. */
function privateStep(script: Script): string | null {
  const step = currentStep(script)
  return step?.mode === 'private' ? `${step.id} ${step.zones.join(' ')}` : null
}
