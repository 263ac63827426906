/** What the first bytes of a picture say: its kind, the size of its pixels as they are stored, and how it is turned. */
export interface ImageHeader {
  readonly type: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  /** As EXIF counts: 1 is upright, from 5 on width and height change places. */
  readonly orientation: number
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What a JPEG begins with, and the marks within it (ITU-T T.81, B.1). */
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff])
const APP1 = 0xe1
const START_OF_SCAN = 0xda
/** Frames of every kind; the three marks between them are tables. */
const isFrame = (mark: number): boolean =>
  mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc
/** The tag of how a picture is turned (Exif 2.32, 4.6.4), and what its block begins with. */
const ORIENTATION = 0x0112
const EXIF = Buffer.from('Exif\0\0', 'latin1')
const UPRIGHT = 1

/** Reads the size of a PNG or JPEG before any of it is unpacked; null for everything else. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (file.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return pngHeader(file)
    return file.subarray(0, JPEG_SIGNATURE.length).equals(JPEG_SIGNATURE) ? jpegHeader(file) : null
  } catch (error) {
    // it ends within its header
    if (error instanceof RangeError) return null
    throw error
  }
}

function pngHeader(file: Buffer): ImageHeader | null {
  if (file.toString('latin1', 12, 16) !== 'IHDR') return null
  return {
    type: 'image/png',
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    orientation: UPRIGHT,
  }
}

function jpegHeader(file: Buffer): ImageHeader | null {
  let orientation = UPRIGHT
  let at = 2
  for (;;) {
    if (file.readUInt8(at) !== 0xff) return null
    const mark = file.readUInt8(at + 1)
    // a mark may be filled up in front
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === START_OF_SCAN) return null
    const length = file.readUInt16BE(at + 2)
    if (isFrame(mark)) {
      const height = file.readUInt16BE(at + 5)
      return { type: 'image/jpeg', width: file.readUInt16BE(at + 7), height, orientation }
    }
    if (mark === APP1) orientation = orientationIn(file.subarray(at + 4, at + 2 + length)) ?? orientation
    at += 2 + length
  }
}

/** Null where the block is another one, or does not say it: the picture is shown as it is stored. */
function orientationIn(block: Buffer): number | null {
  if (!block.subarray(0, EXIF.length).equals(EXIF)) return null
  const tiff = block.subarray(EXIF.length)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const directory = long(4)
    const entries = Array.from({ length: short(directory) }, (_, entry) => directory + 2 + 12 * entry)
    const found = entries.find((entry) => short(entry) === ORIENTATION)
    const value = found === undefined ? UPRIGHT : short(found + 8)
    return value >= 1 && value <= 8 ? value : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
