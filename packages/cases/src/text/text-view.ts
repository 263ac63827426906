/** A text made uniform for reading by rules, with the way back to the text as it was typed. */
export interface TextView {
  /** The text as it was typed. */
  readonly source: string
  /** The same text with one kind of apostrophe, hyphen and space, composed accents and nothing invisible. */
  readonly text: string
  /** For each UTF-16 unit of `text`: where its cluster begins in `source`. */
  readonly starts: readonly number[]
  /** For each UTF-16 unit of `text`: where its cluster ends in `source`. */
  readonly ends: readonly number[]
}

/** A half-open range of UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Soft hyphen, zero-width characters, bidirectional marks, word joiner, variation selectors. */
const INVISIBLE =
  /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu
/** Full-width forms, ligatures and mathematical letters: typed by phones and pasted from PDF. */
const COMPATIBILITY = /[\ufb00-\ufb06\uff01-\uffee\u{1d400}-\u{1d7ff}]/u

/**
 * What is not as most letters are, for which there is nothing to do: a sign of another kind, or one with marks of its own.
 * A text is read by these: letter by letter it takes many times as long.
 */
const SPECIAL =
  /[^\p{M}\n\r\t -_a-~\u00a1-\u00ac\u00ae-\u00b3\u00b5-\u02b8]\p{M}*|[\n\r\t -_a-~\u00a1-\u00ac\u00ae-\u00b3\u00b5-\u02b8]\p{M}+|\p{M}+/gu

function uniform(cluster: string): string {
  const visible = cluster.replace(INVISIBLE, '')
  const composed = COMPATIBILITY.test(visible) ? visible.normalize('NFKC') : visible.normalize('NFC')
  return composed
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2018\u2019\u201b\u02bc\u02b9\u2032`\u00b4]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
}

/** A text made uniform, without the way back. */
export function uniformText(source: string): string {
  return source.replace(SPECIAL, uniform)
}

/** Normalises a text and remembers the offsets (R1). */
export function viewText(source: string): TextView {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  const takeAsItIs = (from: number, to: number): void => {
    text += source.slice(from, to)
    for (let unit = from; unit < to; unit += 1) {
      starts.push(unit)
      ends.push(unit + 1)
    }
  }
  let read = 0
  for (const match of source.matchAll(SPECIAL)) {
    takeAsItIs(read, match.index)
    read = match.index + match[0].length
    const written = uniform(match[0])
    for (let unit = 0; unit < written.length; unit += 1) {
      starts.push(match.index)
      ends.push(read)
    }
    text += written
  }
  takeAsItIs(read, source.length)
  return { source, text, starts, ends }
}

/** The range of the typed text behind a range of the view; an empty range stays empty. */
export function sourceSpan(view: TextView, span: Span): Span {
  const start = view.starts[span.start] ?? view.source.length
  return { start, end: span.end > span.start ? (view.ends[span.end - 1] ?? start) : start }
}
