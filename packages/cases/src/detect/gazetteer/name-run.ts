import type { Token } from './read-tokens.ts'

/** Words from the first to the last of a name, and the rule that saw them. */
export interface NameRun {
  readonly from: number
  readonly to: number
  readonly rule: string
}

/** One way of seeing a name that begins at a word. */
export type Rule = (tokens: readonly Token[], at: number) => NameRun | null

/** A run with the rule that saw it. */
export const run = (from: number, to: number, rule: string): NameRun => ({ from, to, rule })
