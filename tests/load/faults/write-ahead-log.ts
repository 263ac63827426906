// The file format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const PAGE_SIZE_AT = 8
const SALTS_AT = 16
const SALTS_BYTES = 8
/** Where the header's own checksum stands; everything before it is counted in it. */
const HEADER_SUM_AT = 24
/** The magic number's lowest bit: checksums read big-endian words. */
const MAGIC_BIG_ENDIAN = 0x377f0683

/** A running checksum. */
type Sum = readonly [number, number]

/**
 * The whole transactions of SQLite's write-ahead log: where in the file each of them ends, in bytes. What stands
 * behind the last one was never promised to anybody.
 */
export function commitEnds(log: Buffer): number[] {
  if (log.length < HEADER_BYTES) return []
  const bigEndian = log.readUInt32BE(0) === MAGIC_BIG_ENDIAN
  const pageSize = log.readUInt32BE(PAGE_SIZE_AT)
  const salts = log.subarray(SALTS_AT, SALTS_AT + SALTS_BYTES)
  let sum = addTo([0, 0], log.subarray(0, HEADER_SUM_AT), bigEndian)
  const ends: number[] = []
  const frameBytes = FRAME_HEADER_BYTES + pageSize
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const header = log.subarray(at, at + FRAME_HEADER_BYTES)
    // frames of an earlier round of the same file have other salts
    if (salts.compare(header.subarray(8, 16)) !== 0) break
    sum = addTo(sum, header.subarray(0, 8), bigEndian)
    sum = addTo(sum, log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes), bigEndian)
    if (header.readUInt32BE(16) !== sum[0] || header.readUInt32BE(20) !== sum[1]) break
    const pagesAfterCommit = header.readUInt32BE(4)
    if (pagesAfterCommit > 0) ends.push(at + frameBytes)
  }
  return ends
}

function addTo(sum: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  let [first, second] = sum
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const one = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    const two = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
    first = (first + one + second) >>> 0
    second = (second + two + first) >>> 0
  }
  return [first, second]
}
