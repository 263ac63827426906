import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Prints what is missing and ends: exit status 1 means "nothing was done". */
export function giveUp(lines) {
  for (const line of [lines].flat()) console.error(line)
  process.exit(1)
}
