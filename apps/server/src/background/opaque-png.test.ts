import { inflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { opaquePng } from './opaque-png.ts'

/** Two rows of three pixels, red to white. */
const PIXELS = Uint8Array.from([
  255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 8, 7, 255, 0, 0, 0, 255, 255, 255, 255, 255,
])
const png = Buffer.from(opaquePng({ rgba: PIXELS, width: 3, height: 2 }))

test('holds every pixel without its transparency', () => {
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3, 2])
  // the image's only part begins behind the signature and the header
  const length = png.readUInt32BE(33)
  expect(png.toString('latin1', 37, 41)).toBe('IDAT')
  const rows = inflateSync(png.subarray(41, 41 + length))
  expect([...rows]).toEqual([0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 9, 8, 7, 0, 0, 0, 255, 255, 255])
})

test('a document takes it over as it is', async () => {
  const doc = new PDFDocument()
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => doc.on('end', resolve))
  doc.image(png, 0, 0)
  doc.end()
  await ended
  const length = png.readUInt32BE(33)
  expect(Buffer.concat(parts).includes(png.subarray(41, 41 + length))).toBe(true)
})
