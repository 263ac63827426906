import { crc32, deflateSync } from 'node:zlib'

/** What every PNG begins with (PNG 1.2, 3.1). */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits for each of red, green and blue; the only compression and filter there are; not interlaced. */
const TRUE_COLOUR = [8, 2, 0, 0, 0]
/** Drawings are flat: more effort makes them hardly smaller. */
const EFFORT = 5

/**
 * Pixels without transparency as a PNG that has none: a document takes it over as it is, where that of the rasteriser has
 * to be unpacked and split first, which takes longer than to draw it. `rgba` is four bytes a pixel; the fourth is left out.
 */
export function opaquePng({
  rgba,
  width,
  height,
}: {
  rgba: Uint8Array
  width: number
  height: number
}): Uint8Array<ArrayBuffer> {
  const row = width * 3 + 1
  const raw = new Uint8Array(row * height)
  let from = 0
  for (let y = 0; y < height; y += 1) {
    // the first byte of a row says that nothing was done to it
    let to = y * row + 1
    for (let x = 0; x < width; x += 1) {
      raw[to] = rgba[from] ?? 0
      raw[to + 1] = rgba[from + 1] ?? 0
      raw[to + 2] = rgba[from + 2] ?? 0
      to += 3
      from += 4
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set(TRUE_COLOUR, 8)
  return Uint8Array.from(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(raw, { level: EFFORT })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
