import type { SearchAnswer } from '@tablee/contract'

/** A stretch of an excerpt. */
interface Stretch {
  text: string
  isFound: boolean
  /** Where it begins. */
  at: number
}

/** An excerpt as stretches that were sought and stretches around them. */
export function splitExcerpt({ text, found }: SearchAnswer['results'][number]['excerpt']): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  const add = (end: number, isFound: boolean) => {
    if (end > at) stretches.push({ text: text.slice(at, end), isFound, at })
    at = Math.max(at, end)
  }
  for (const [start, end] of found) {
    add(start, false)
    add(end, true)
  }
  add(text.length, false)
  return stretches
}
