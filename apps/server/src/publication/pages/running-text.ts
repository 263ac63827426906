/** Ends a sentence, or leads on to what comes next. */
const ENDS = /(?:[.!?…]\s?[»”")\]]?|[:;,])$/u

/** Sentences and lines in one line: what ends without a full stop is set apart, or two of them would read as one. */
export function runningText(texts: readonly string[]): string {
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .reduce((said, line) => (said === '' ? line : `${said}${ENDS.test(said) ? ' ' : ' · '}${line}`), '')
}
