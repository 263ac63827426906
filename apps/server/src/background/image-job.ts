import { renderAsync } from '@resvg/resvg-js'
import { type ImageHeader, readImageHeader } from './image-header.ts'
import type { Jobs } from './jobs.ts'
import { opaquePng } from './opaque-png.ts'

/** Most pixels of a picture that is taken in: 64 MB while it is unpacked. */
const PIXELS_MAX = 16_000_000
/** Longest side of what becomes of it, in px: enough for a page, and for most badges in the background too little. */
const SIDE_MAX = 1280
/** A larger picture is drawn so much larger first, and then averaged: fine lines stay. */
const FINER = 2

/**
 * Makes a picture anew from its pixels alone: upright, on white, no larger than a page needs. Whatever else its file
 * held – where and when it was taken, by whom, profiles, previews, what follows its end – is nowhere any more.
 * @returns null for what is no PNG or JPEG, is too large, or cannot be unpacked.
 */
export async function imageJob({ file }: Jobs['image']['takes']): Promise<Jobs['image']['gives']> {
  const header = readImageHeader(file)
  if (header === null) return null
  const { width, height } = upright(header)
  if (width < 1 || height < 1 || width * height > PIXELS_MAX) return null
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height))
  const shown = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
  const finer = scale < 1 ? FINER : 1
  const drawn = await renderAsync(drawingOf(file, header, { ...shown, finer }), {
    font: { loadSystemFonts: false },
  })
  const rgba = averaged(drawn.pixels, { ...shown, finer })
  return rgba && { png: opaquePng({ rgba, ...shown }), ...shown }
}

function upright({ width, height, orientation }: ImageHeader): { width: number; height: number } {
  return orientation < 5 ? { width, height } : { width: height, height: width }
}

/** The picture alone, turned as its camera was held. */
function drawingOf(
  file: Uint8Array,
  { type, width, height, orientation }: ImageHeader,
  to: { width: number; height: number; finer: number },
): string {
  const box = upright({ type, width, height, orientation })
  const [w, h] = [to.width * to.finer, to.height * to.finer]
  const data = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('base64')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${box.width} ${box.height}" preserveAspectRatio="none"><image width="${width}" height="${height}" preserveAspectRatio="none" transform="matrix(${turnOf(orientation, width, height)})" href="data:${type};base64,${data}"/></svg>`
}

/** By how a picture is turned, what puts it upright; `w` and `h` are those that are stored. */
function turnOf(orientation: number, w: number, h: number): string {
  const turns: Readonly<Record<number, string>> = {
    2: `-1 0 0 1 ${w} 0`,
    3: `-1 0 0 -1 ${w} ${h}`,
    4: `1 0 0 -1 0 ${h}`,
    5: '0 1 1 0 0 0',
    6: `0 1 -1 0 ${h} 0`,
    7: `0 -1 -1 0 ${h} ${w}`,
    8: `0 -1 1 0 0 ${w}`,
  }
  return turns[orientation] ?? '1 0 0 1 0 0'
}

/**
 * Each pixel as the mean of those that were drawn for it, on white: colours come multiplied with how opaque they are.
 * Null when nothing was drawn: the bytes could not be unpacked.
 */
function averaged(
  drawn: Uint8Array,
  { width, height, finer }: { width: number; height: number; finer: number },
): Uint8Array | null {
  const rgba = new Uint8Array(width * height * 4)
  const row = width * finer * 4
  const share = finer * finer
  let isBlank = true
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sums = [0, 0, 0, 0]
      for (let dy = 0; dy < finer; dy += 1) {
        for (let dx = 0; dx < finer; dx += 1) {
          const from = (y * finer + dy) * row + (x * finer + dx) * 4
          for (let channel = 0; channel < 4; channel += 1)
            sums[channel] = (sums[channel] ?? 0) + (drawn[from + channel] ?? 0)
        }
      }
      const [red = 0, green = 0, blue = 0, alpha = 0] = sums
      const white = 255 * share - alpha
      if (alpha > 0) isBlank = false
      const to = (y * width + x) * 4
      rgba[to] = Math.min(255, Math.round((red + white) / share))
      rgba[to + 1] = Math.min(255, Math.round((green + white) / share))
      rgba[to + 2] = Math.min(255, Math.round((blue + white) / share))
      rgba[to + 3] = 255
    }
  }
  return isBlank ? null : rgba
}
