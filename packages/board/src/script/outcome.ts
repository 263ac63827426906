import type { Script } from './script.ts'

/** Why a command cannot be carried out. */
export type ScriptFault =
  /** The step is not in the script, or there is none further. */
  | 'script_step_gone'
  /** The step that is running cannot be removed. */
  | 'script_step_running'
  /** There are as many steps as a script may have. */
  | 'script_full'
  /** There is no step to begin with. */
  | 'script_empty'
  /** A step names a zone that the board does not have. */
  | 'script_zone_unknown'

/**
 * What became of a command: `done`; `repeated`, since it had been carried out before; `overtaken`, since somebody had
 * moved on meanwhile. Only `done` changes the script.
 */
export type ScriptOutcome =
  | { kind: 'done'; script: Script }
  | { kind: 'repeated' | 'overtaken' }
  | { kind: 'fault'; code: ScriptFault }

/** What a command meets. */
export interface CommandContext {
  /** Made by the screen that sends it: one id is carried out once. */
  commandId: string
  /** The server's clock, in ms since 1970. */
  nowMs: number
  /** Ids of the board's zones. */
  zoneIds: ReadonlySet<string>
}
