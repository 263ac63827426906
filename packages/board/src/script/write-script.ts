import type * as Y from 'yjs'
import { metaRoot } from '../layout.ts'
import { methodOf } from '../method.ts'
import { equalValues } from '../record.ts'
import type { ScriptCommand } from './commands.ts'
import type { ScriptFault } from './outcome.ts'
import { readScript } from './read-script.ts'
import { runCommand } from './run-command.ts'
import type { Script } from './script.ts'
import { SCRIPT_KEY, STEPS_KEY } from './step.ts'

/** A command as it arrives: with the id that its sender made for it. */
export interface SentCommand {
  commandId: string
  command: ScriptCommand
  /** The server's clock, in ms since 1970. */
  nowMs: number
}

/** What became of it, and the script as it stands now. */
export interface CommandAnswer {
  outcome: 'done' | 'repeated' | 'overtaken' | ScriptFault
  script: Script
}

/** Carries a command out on a board's document, as the server: facts are no author's (rule B2). */
export function writeCommand(doc: Y.Doc, { commandId, command, nowMs }: SentCommand): CommandAnswer {
  const facts = metaRoot(doc)
  const script = readScript(facts)
  const zoneIds = new Set(methodOf(doc)?.zones.map(({ id }) => id))
  const outcome = runCommand(script, command, { commandId, nowMs, zoneIds })
  if (outcome.kind !== 'done')
    return { outcome: outcome.kind === 'fault' ? outcome.code : outcome.kind, script }
  const { steps, state } = outcome.script
  doc.transact(() => {
    // The steps of the method are kept with the first command: a later version of it corrects their words only (ST15).
    if (!equalValues(facts.get(STEPS_KEY), steps)) facts.set(STEPS_KEY, steps)
    facts.set(SCRIPT_KEY, state)
  })
  return { outcome: 'done', script: outcome.script }
}
