/**
 * The time of sending travels inside the change itself: a number between 0.5 and 1 whose first bytes are always the
 * same and whose last five are the time. It has a fixed place in a prepared message, can be found in what arrives
 * without decoding it, and no server stores it shorter.
 */
const STAMP_BYTES = 5
/** Sign, exponent and the first 12 bits of the fraction; no other number of the work begins so. */
const PREFIX = [0x3f, 0xea, 0xbc]
/** lib0's mark of a 64-bit number, then the number's beginning. */
const NEEDLE = Buffer.from([0x7b, ...PREFIX])
const PERIOD_US = 2 ** 40

/** The same in cursors, which travel as JSON text. */
const TEXT_MARK = Buffer.from('T~~~~')
const TEXT_DIGITS = 13

/** Now, in µs; starts again after twelve days. */
export function nowUs(): number {
  return Math.floor((performance.timeOrigin + performance.now()) * 1000) % PERIOD_US
}

/** How long ago a stamp was made, in ms. */
export function ageMs(stampUs: number): number {
  return ((nowUs() - stampUs + PERIOD_US) % PERIOD_US) / 1000
}

/** A time as the number that travels. */
export function stampNumber(us: number): number {
  const bytes = Buffer.from([...PREFIX, 0, 0, 0, 0, 0])
  bytes.writeUIntBE(us, PREFIX.length, STAMP_BYTES)
  return bytes.readDoubleBE(0)
}

/** The time behind such a number, or null. */
export function readStampNumber(value: unknown): number | null {
  if (typeof value !== 'number') return null
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return PREFIX.every((byte, at) => bytes[at] === byte) ? bytes.readUIntBE(PREFIX.length, STAMP_BYTES) : null
}

/** Where the stamp of a prepared message is, or -1. */
export function placeOfStamp(message: Buffer): number {
  const found = message.indexOf(NEEDLE)
  return found < 0 ? -1 : found + NEEDLE.length
}

/** Sets the stamp of a prepared message. */
export function writeStamp(message: Buffer, place: number, us: number): void {
  message.writeUIntBE(us, place, STAMP_BYTES)
}

/** Every stamp in a binary message. */
export function* findStamps(message: Buffer): Generator<number> {
  for (let at = message.indexOf(NEEDLE); at >= 0; at = message.indexOf(NEEDLE, at + NEEDLE.length)) {
    if (at + NEEDLE.length + STAMP_BYTES > message.length) return
    yield message.readUIntBE(at + NEEDLE.length, STAMP_BYTES)
  }
}

/** A time as text. */
export function stampText(us: number): string {
  return `${TEXT_MARK}${String(us).padStart(TEXT_DIGITS, '0')}`
}

/** Every stamp in a message that holds text. */
export function* findTextStamps(message: Buffer): Generator<number> {
  for (let at = message.indexOf(TEXT_MARK); at >= 0; at = message.indexOf(TEXT_MARK, at + TEXT_MARK.length)) {
    const digits = at + TEXT_MARK.length
    yield Number(message.toString('latin1', digits, digits + TEXT_DIGITS))
  }
}
