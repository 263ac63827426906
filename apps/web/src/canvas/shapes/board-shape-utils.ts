import { type BoardAuthor, findZone } from '@tablee/board'
import {
  GeoShapeUtil,
  TextShapeUtil,
  type TLAnyShapeUtilConstructor,
  type TLGeoShape,
  type TLShape,
  type TLTextShape,
} from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'
import { mayEditText } from '../rules.ts'
import { stepGate } from '../steps/step-gate.ts'
import { arrowShapeUtil } from './arrow-shape-util.tsx'
import { BannerShapeUtil } from './BannerShapeUtil.tsx'
import { noteShapeUtil } from './note-shape-util.tsx'
import { type SheetShape, SheetShapeUtil } from './SheetShapeUtil.tsx'
import { ZoneShapeUtil } from './ZoneShapeUtil.tsx'

/** How shapes behave for one person: tldraw's own, the furniture, and no typing in what is somebody else's. */
export function boardShapeUtils(author: BoardAuthor, meaning: BoardMeaning): TLAnyShapeUtilConstructor[] {
  const gate = stepGate(meaning, author)
  const mayType = (shape: TLShape) => gate.write(shape) === null
  class OwnTextShapeUtil extends TextShapeUtil {
    override canEdit(shape?: TLTextShape) {
      return shape === undefined || (mayEditText(shape, author) && mayType(shape))
    }
  }
  class OwnGeoShapeUtil extends GeoShapeUtil {
    override canEdit(shape?: TLGeoShape) {
      return shape === undefined || (mayEditText(shape, author) && mayType(shape))
    }
  }
  class OwnSheetShapeUtil extends SheetShapeUtil {
    override canEdit(shape?: SheetShape) {
      return shape === undefined || (mayWriteSheet(shape, author, meaning) && mayType(shape))
    }
  }
  return [
    ZoneShapeUtil,
    BannerShapeUtil,
    OwnSheetShapeUtil,
    noteShapeUtil(meaning, mayType),
    OwnTextShapeUtil,
    OwnGeoShapeUtil,
    arrowShapeUtil(meaning, (shape) => mayEditText(shape, author) && mayType(shape)),
  ]
}

/** Everybody who writes on the board writes on its sheets; a zone that the method locks is the coach's. */
function mayWriteSheet({ props }: SheetShape, { role }: BoardAuthor, meaning: BoardMeaning): boolean {
  if (role !== 'writer') return role === 'coach'
  const method = meaning.method.get()
  return method === null || findZone(method, props.zoneId)?.options.locked !== true
}
