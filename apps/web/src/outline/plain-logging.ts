/**
 * What Yjs says to the console, in black: its own `lib0/logging` colours its words, and with what it needs for that would
 * be 4 kB of all that the light page loads. The build of that page puts this file in its place (`apps/web/vite.config.ts`).
 */

/** Colours and weights, which go unsaid. */
const LOOK = Symbol('look')

export { LOOK as BOLD, LOOK as ORANGE, LOOK as RED, LOOK as UNBOLD }

/** Says something to whoever looks at the console. */
export function print(...words: unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: it stands in the place of what says it there
  console.log(...words.filter((word) => word !== LOOK))
}

/** Warns whoever looks at the console. */
export function warn(...words: unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: it stands in the place of what says it there
  console.warn(...words)
}
