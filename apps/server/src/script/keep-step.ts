import type { ScriptCommand } from '@tablee/board/script'
import type { Context } from '../context.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'

/** Commands after which a step is over. */
const ENDING: ReadonlySet<ScriptCommand['do']> = new Set(['next', 'previous', 'go', 'end'])

/** Whether a command ends the step that runs. */
export function endsStep({ do: what }: ScriptCommand): boolean {
  return ENDING.has(what)
}

/** The board as a step left it, and who wants it kept: whoever may run a script may take snapshots. */
interface KeptStep {
  board: { id: string; title: string; cohort: { id: string } }
  personId: string
  name: string
}

/** Keeps a board at the end of a step, so that it can be played step by step afterwards. */
export async function keepStep(context: Context, { board, personId, name }: KeptStep): Promise<void> {
  const { id, title, cohort } = board
  await takeSnapshot(context, {
    board: { id, title, cohortId: cohort.id },
    personId,
    name,
    offered: false,
  })
}
