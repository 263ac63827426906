import type { Point } from './pose.ts'

/** One shape as drawn in its own coordinates. */
export interface Drawing {
  svg: string
  /** Points that the drawing reaches, in the shape's own coordinates: they decide how large the picture is. */
  reach: readonly Point[]
}

/** Draws nothing. */
export const NOTHING: Drawing = { svg: '', reach: [] }
