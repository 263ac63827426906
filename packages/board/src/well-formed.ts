/** Half of a character; UTF-8 cannot carry it. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether a text survives the way to a peer: with half of a character in it, the server and its peers would differ. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text)
}
