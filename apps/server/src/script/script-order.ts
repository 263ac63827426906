import { metaRoot } from '@tablee/board'
import {
  type CommandAnswer,
  courseStateSchema,
  readScript,
  type Script,
  scriptCommandSchema,
  stepsSchema,
  writeCommand,
} from '@tablee/board/script'
import { scriptRequestSchema } from '@tablee/contract'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

const scriptSchema = z.object({ steps: stepsSchema, state: courseStateSchema })

/** A command and the board that it is for. */
export const commandSchema = scriptRequestSchema.extend({ boardId: z.string(), command: scriptCommandSchema })
/** A command and the board that it is for. */
export type ScriptOrder = z.infer<typeof commandSchema>

/** Carries out a command on a board's script, by the clock of the process that holds the board. */
export const SCRIPT_ORDER: BoardOrderKind<ScriptOrder, CommandAnswer> = {
  name: 'script',
  order: commandSchema,
  answer: z.object({
    outcome: z.enum([
      'done',
      'repeated',
      'overtaken',
      'script_step_gone',
      'script_step_running',
      'script_full',
      'script_empty',
      'script_zone_unknown',
    ]),
    script: scriptSchema,
  }),
  carryOut: ({ rooms, now }, { boardId, commandId, command }) =>
    rooms.edit(boardId, (doc) => writeCommand(doc, { commandId, command, nowMs: now() })),
}

/** Reads a board's script where the board is held, without unpacking the whole board for it. */
export const READ_SCRIPT_ORDER: BoardOrderKind<{ boardId: string }, Script> = {
  name: 'readScript',
  order: z.object({ boardId: z.string() }),
  answer: scriptSchema,
  carryOut: ({ rooms }, { boardId }) => rooms.edit(boardId, (doc) => readScript(metaRoot(doc))),
}
