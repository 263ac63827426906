/** A box in board units. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Smallest part of a board that is shown, in board units: a note with what lies beside it. */
const CROP_MIN = { width: 900, height: 600 }
const MARGIN_PX = 80

/** The part of a picture that shows these places with some room around them; never beyond the picture. */
export function cropAround(places: readonly Box[], picture: Box): Box {
  if (places.length === 0) return picture
  const left = Math.min(...places.map(({ x }) => x)) - MARGIN_PX
  const top = Math.min(...places.map(({ y }) => y)) - MARGIN_PX
  const right = Math.max(...places.map(({ x, width }) => x + width)) + MARGIN_PX
  const bottom = Math.max(...places.map(({ y, height }) => y + height)) + MARGIN_PX
  const width = Math.min(picture.width, Math.max(CROP_MIN.width, right - left))
  const height = Math.min(picture.height, Math.max(CROP_MIN.height, bottom - top))
  return {
    x: within((left + right - width) / 2, picture.x, picture.x + picture.width - width),
    y: within((top + bottom - height) / 2, picture.y, picture.y + picture.height - height),
    width,
    height,
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
