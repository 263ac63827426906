import type { TextView } from './text-view.ts'

/** Length of one window, in UTF-16 units: the patterns of some layers take the square of it. */
const WINDOW_LENGTH = 1_200
/** How much of a window is read again in the next one: longer than any identifier but a link. */
const WINDOW_OVERLAP = 300

/** A part of a view that is read on its own; `offset` is where it begins in the whole. */
export interface TextWindow extends TextView {
  readonly offset: number
  /** Whether the whole goes on after this part, within a word. */
  readonly cutsWord: boolean
}

/**
 * Cuts a long text into overlapping parts, so that reading it takes time in proportion to its length whatever
 * stands in it. They begin and end between words where there are any.
 */
export function windowsOf(view: TextView): TextWindow[] {
  const { text, starts, ends } = view
  const windows: TextWindow[] = []
  for (let from = 0; from === 0 || from < text.length; ) {
    const to = from + WINDOW_LENGTH >= text.length ? text.length : betweenWords(text, from + WINDOW_LENGTH)
    windows.push({
      source: view.source,
      text: text.slice(from, to),
      starts: starts.slice(from, to),
      ends: ends.slice(from, to),
      offset: from,
      cutsWord: to < text.length && !/\s/.test(text.charAt(to)) && !/\s/.test(text.charAt(to - 1)),
    })
    if (to === text.length) break
    from = betweenWords(text, to - WINDOW_OVERLAP)
  }
  return windows
}

/** The last place between two words at most an overlap before this one, or this one. */
function betweenWords(text: string, at: number): number {
  for (let place = at; place > at - WINDOW_OVERLAP; place -= 1)
    if (/\s/.test(text.charAt(place - 1))) return place
  return at
}
