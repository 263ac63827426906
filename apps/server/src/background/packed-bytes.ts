/** Many byte arrays as one, with their lengths: one copy, then it changes threads without another. */
export interface PackedBytes {
  bytes: Uint8Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
}

/** Copies the arrays. They may be small windows on large buffers, which would each be copied whole, or still be needed. */
export function packBytes(arrays: readonly Uint8Array[]): PackedBytes {
  const lengths = Uint32Array.from(arrays, (array) => array.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let start = 0
  for (const array of arrays) {
    bytes.set(array, start)
    start += array.length
  }
  return { bytes, lengths }
}

/** The arrays, as windows on the packed bytes. */
export function unpackBytes({ bytes, lengths }: PackedBytes): Uint8Array[] {
  let end = 0
  return Array.from(lengths, (length) => {
    end += length
    return bytes.subarray(end - length, end)
  })
}

/** What changes threads instead of being copied. */
export function transferOf({ bytes, lengths }: PackedBytes): ArrayBuffer[] {
  return [bytes.buffer, lengths.buffer]
}
