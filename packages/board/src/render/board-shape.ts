import type { TLBaseShape, TLDefaultShape } from '@tldraw/tlschema'
import type { BoardRecord } from '../record.ts'
import { type BannerProps, boardSchema, type SheetProps, type ZoneProps } from '../schema.ts'

/** A zone as the schema accepts it. */
export type ZoneShape = TLBaseShape<'zone', ZoneProps>

/** A banner as the schema accepts it. */
export type BannerShape = TLBaseShape<'banner', BannerProps>

/** A sheet as the schema accepts it. */
export type SheetShape = TLBaseShape<'sheet', SheetProps>

/** Any shape of a board, of known form. */
export type BoardShape =
  | Exclude<TLDefaultShape, { type: 'embed' | 'bookmark' | 'video' }>
  | ZoneShape
  | BannerShape
  | SheetShape

/** The record as a shape of known form; null when the schema refuses it, so that it is left out of the drawing. */
export function asBoardShape(record: BoardRecord): BoardShape | null {
  if (record.typeName !== 'shape') return null
  try {
    // The validator takes anything and throws on what is no shape; what it returns has the form of its type.
    return boardSchema().types.shape.validate(record) as unknown as BoardShape
  } catch {
    return null
  }
}
