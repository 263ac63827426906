import { deflateSync, inflateSync } from 'node:zlib'
import { readArtefacts } from '@tablee/cases'
import { describe, expect, test } from 'vitest'
import { imageJob } from './image-job.ts'
import { opaquePng } from './opaque-png.ts'
import { photoOf } from './testing/photo.ts'
import { pngOf } from './testing/png.ts'

const SECRET = 'Nathalie Dubreucq 50.4667 4.8667'

/** The colours of a PNG that was written row by row without filters. */
function colourAt(png: Uint8Array, width: number): (x: number, y: number) => number[] {
  const file = Buffer.from(png)
  const at = file.indexOf('IDAT')
  const raw = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)))
  return (x, y) => [...raw.subarray(y * (width * 3 + 1) + 1 + x * 3, y * (width * 3 + 1) + 4 + x * 3)]
}

/** Whether a file is pixels and nothing else, as what is published has to be. */
function isPlain(bytes: Uint8Array): boolean {
  const unpack = { inflate: inflateSync, unzip: () => ({}) }
  const files = [{ name: 'picture.png', bytes, carries: 'nothing' as const }]
  return readArtefacts(files, { name: '', sentences: [] }, unpack).unreadable.length === 0
}

const isRed = ([red = 0, , blue = 0]: number[]) => red > 200 && blue < 60
const isBlue = ([red = 0, , blue = 0]: number[]) => blue > 200 && red < 60

describe('R88 a picture that is taken in', () => {
  test('keeps its pixels and loses who took it, where, with what, and what follows its end', async () => {
    const photo = photoOf({ secret: SECRET })
    expect(photo.includes('Dubreucq')).toBe(true)
    const made = await imageJob({ file: photo })
    expect(made).toMatchObject({ width: 16, height: 8 })
    const png = made?.png ?? new Uint8Array()
    expect([isPlain(photo), isPlain(png)]).toEqual([false, true])
    expect(Buffer.from(png).toString('latin1')).not.toMatch(/Dubreucq|Exif|xmp|ICC/i)
    const colour = colourAt(png, 16)
    expect([isRed(colour(2, 4)), isBlue(colour(13, 4))]).toEqual([true, true])
  })

  test.each([
    [1, 'left'],
    [2, 'right'],
    [3, 'right'],
    [4, 'left'],
    [5, 'top'],
    [6, 'top'],
    [7, 'bottom'],
    [8, 'bottom'],
  ] as const)('turned as its camera was held (%i), its red half is on the %s', async (orientation, side) => {
    const made = await imageJob({ file: photoOf({ orientation, secret: SECRET }) })
    if (made === null) throw new Error('it is a picture')
    const isTall = orientation >= 5
    expect([made.width, made.height]).toEqual(isTall ? [8, 16] : [16, 8])
    const colour = colourAt(made.png, made.width)
    const ends = isTall ? [colour(4, 2), colour(4, 13)] : [colour(2, 4), colour(13, 4)]
    const [red, blue] = side === 'left' || side === 'top' ? ends : ends.toReversed()
    expect([isRed(red ?? []), isBlue(blue ?? [])]).toEqual([true, true])
  })

  test('a PNG loses its words, and stands on white where one sees through it', async () => {
    const file = pngOf({ width: 2, height: 1, rgba: [255, 0, 0, 128, 0, 0, 0, 0], words: SECRET })
    const made = await imageJob({ file })
    const png = made?.png ?? new Uint8Array()
    expect([isPlain(file), isPlain(png)]).toEqual([false, true])
    expect(Buffer.from(png).toString('latin1')).not.toContain('Dubreucq')
    const colour = colourAt(png, 2)
    expect(colour(0, 0)[0]).toBe(255)
    expect(Math.abs((colour(0, 0)[1] ?? 0) - 127)).toBeLessThan(3)
    expect(colour(1, 0)).toEqual([255, 255, 255])
  })

  test('a large one is made as large as a page needs', async () => {
    const size = { width: 2600, height: 650 }
    const grey = new Uint8Array(size.width * size.height * 4).fill(90)
    const made = await imageJob({ file: opaquePng({ rgba: grey, ...size }) })
    expect(made).toMatchObject({ width: 1280, height: 320 })
    expect(colourAt(made?.png ?? new Uint8Array(), 1280)(700, 100)).toEqual([90, 90, 90])
  })

  test('what is no picture, too large, or broken is refused before it is unpacked', async () => {
    const photo = photoOf({ secret: SECRET })
    const bomb = pngOf({ width: 1, height: 1, rgba: [0, 0, 0, 255], words: '' })
    // a header that promises 40,000 by 40,000 pixels
    bomb.writeUInt32BE(40_000, 16)
    bomb.writeUInt32BE(40_000, 20)
    const broken = pngOf({ width: 2, height: 2, rgba: Array.from({ length: 16 }, () => 9), words: '' })
    deflateSync('not these pixels').copy(broken, broken.indexOf('IDAT') + 4)
    for (const file of [
      Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text>Nathalie</text></svg>'),
      Buffer.alloc(0),
      photo.subarray(0, 3),
      photo.subarray(0, 60),
      bomb.subarray(0, 20),
      bomb,
      broken,
    ])
      expect(await imageJob({ file })).toBeNull()
  })
})
