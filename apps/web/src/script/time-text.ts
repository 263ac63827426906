const SECOND_MS = 1_000
const MINUTE_S = 60
const HOUR_S = 3_600

/** What is left as a clock shows it: `9:58`, `1:05:00`; a time that is up counts on as `+0:12`. */
export function clockText(leftMs: number): string {
  // Rounded up: a step of ten minutes begins with 10:00, and 0:00 means that the time is up.
  const seconds = leftMs > 0 ? Math.ceil(leftMs / SECOND_MS) : Math.floor(-leftMs / SECOND_MS)
  const two = (part: number) => String(part).padStart(2, '0')
  const hours = Math.floor(seconds / HOUR_S)
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S)
  const shown = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes)
  return `${leftMs <= 0 && seconds > 0 ? '+' : ''}${shown}:${two(seconds % MINUTE_S)}`
}

/** How long until the text of a clock that ends then changes, in ms: the same moment on every screen. */
export function untilNextSecondMs(endsAtMs: number, nowMs: number): number {
  const within = (((endsAtMs - nowMs) % SECOND_MS) + SECOND_MS) % SECOND_MS
  return within === 0 ? SECOND_MS : within
}
