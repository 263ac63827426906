/** What a photo of a test says of itself beside its pixels. */
export interface PhotoWords {
  /** As EXIF counts, from 1 to 8. */
  readonly orientation?: number
  /** Stands in every place of its file where a camera or a program keeps words. */
  readonly secret: string
}

/** Left half and right half, as luminance and two colours. */
const RED = [76.245, 84.972, 255.5] as const
const BLUE = [29.07, 255.5, 107.265] as const

/** Codes of differences of brightness by their size (ITU-T T.81, table K.3), here for all three components. */
const SIZES = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]

/**
 * A JPEG of 16 by 8 pixels as a camera writes one: red on its left, blue on its right, with EXIF (who took it, and where),
 * XMP, a colour profile, a comment, and bytes after its end.
 */
export function photoOf({ orientation = 1, secret }: PhotoWords): Buffer {
  const table = (kind: number, sizes: readonly number[], values: readonly number[]) =>
    segment(0xc4, Buffer.from([kind, ...sizes, ...values]))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif(orientation, secret)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>${secret}</dc:creator>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01${secret}`, 'utf8')),
    segment(0xfe, Buffer.from(secret)),
    segment(0xdb, Buffer.from([0, ...Array.from({ length: 64 }, () => 1)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 16, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])),
    table(0x00, SIZES, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    // a block is even: all that is said of its details is that there are none
    table(0x10, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0]),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
    scan([RED, BLUE]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(secret),
  ])
}

function segment(mark: number, content: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(content.length + 2)
  return Buffer.concat([Buffer.from([0xff, mark]), length, content])
}

/** Big-endian TIFF with two entries: how it is turned, and its author. */
function exif(orientation: number, author: string): Buffer {
  const text = Buffer.from(`${author}\0`)
  const entry = (tag: number, type: number, count: number, value: number, isShort: boolean): Buffer => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    if (isShort) bytes.writeUInt16BE(value, 8)
    else bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const head = Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x02', 'latin1')
  const after = 8 + 2 + 2 * 12 + 4
  return Buffer.concat([
    head,
    entry(0x0112, 3, 1, orientation, true),
    entry(0x013b, 2, text.length, after, false),
    Buffer.alloc(4),
    text,
  ])
}

/** Blocks of one colour each: the difference of each component from the block before, and the end of the block. */
function scan(blocks: readonly (readonly [number, number, number])[]): Buffer {
  const codes = huffman()
  let bits = ''
  const before = [0, 0, 0]
  for (const block of blocks)
    for (const [component, value] of block.entries()) {
      // the mean of a block, eight times as large as it is seen
      const mean = Math.round(8 * (value - 128))
      const difference = mean - (before[component] ?? 0)
      before[component] = mean
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1
      bits += codes[size] ?? ''
      if (size > 0)
        bits += (difference > 0 ? difference : difference + 2 ** size - 1).toString(2).padStart(size, '0')
      bits += '0'
    }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
}

function huffman(): string[] {
  const codes: string[] = []
  let code = 0
  for (const [at, count] of SIZES.entries()) {
    for (let one = 0; one < count; one += 1) {
      codes.push(code.toString(2).padStart(at + 1, '0'))
      code += 1
    }
    code *= 2
  }
  return codes
}
