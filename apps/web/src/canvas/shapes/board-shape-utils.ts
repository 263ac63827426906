import type { BoardAuthor } from '@tablee/board'
import {
  ArrowShapeUtil,
  GeoShapeUtil,
  TextShapeUtil,
  type TLAnyShapeUtilConstructor,
  type TLArrowShape,
  type TLGeoShape,
  type TLTextShape,
} from 'tldraw'
import { mayEditText } from '../rules.ts'
import { BannerShapeUtil } from './BannerShapeUtil.tsx'
import { SheetShapeUtil } from './SheetShapeUtil.tsx'
import { ZoneShapeUtil } from './ZoneShapeUtil.tsx'

/** How shapes behave for one person: tldraw's own, the furniture, and no typing in what is somebody else's. */
export function boardShapeUtils(author: BoardAuthor): TLAnyShapeUtilConstructor[] {
  class OwnTextShapeUtil extends TextShapeUtil {
    override canEdit(shape?: TLTextShape) {
      return shape === undefined || mayEditText(shape, author)
    }
  }
  class OwnGeoShapeUtil extends GeoShapeUtil {
    override canEdit(shape?: TLGeoShape) {
      return shape === undefined || mayEditText(shape, author)
    }
  }
  class OwnArrowShapeUtil extends ArrowShapeUtil {
    override canEdit(shape?: TLArrowShape) {
      return shape === undefined || mayEditText(shape, author)
    }
  }
  return [
    ZoneShapeUtil,
    BannerShapeUtil,
    SheetShapeUtil,
    OwnTextShapeUtil,
    OwnGeoShapeUtil,
    OwnArrowShapeUtil,
  ]
}
