/** Controls that XML 1.0 cannot carry, and the two characters that are none; tab and line feed stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNCARRIED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g
/** Half of a character. */
const LONE_SURROGATE = /\p{Surrogate}/gu
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g

/** A text that every format can carry: line ends as `\n`, no control characters, no halves of characters. */
export function cleanText(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(LINE_ENDS, '\n').replace(UNCARRIED, '')
}

/** The same with every text in it clean, however deep. */
export function cleanTexts<T>(value: T): T {
  // each kind of value becomes one of the same kind
  if (typeof value === 'string') return cleanText(value) as T
  if (Array.isArray(value)) return value.map((each: unknown) => cleanTexts(each)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanTexts(each)])) as T
}
