/** The drawn board as pixels, with its size in px. */
export interface Picture {
  png: Uint8Array
  width: number
  height: number
}

/** The size of a PNG, from its header (PNG 1.2, 4.1.1). */
export function pictureOf(png: Uint8Array): Picture {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { png, width: header.getUint32(16), height: header.getUint32(20) }
}
