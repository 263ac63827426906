import {
  BANNER_TEXT,
  type BannerProps,
  bannerShapeMigrations,
  bannerShapeProps,
  FAMILY_COLOURS,
  PAPER,
} from '@tablee/board'
import { BaseBoxShapeUtil, HTMLContainer, type TLBaseShape } from 'tldraw'
import { readerLanguage } from '../reader-language.ts'
import { BannerSheet } from './BannerSheet.tsx'

/** A banner on the canvas. */
export type BannerShape = TLBaseShape<'banner', BannerProps>

const EMPTY_TEXT = { fr: '', nl: '', en: '' }

/** Draws the banner above the zones: the method's name and aim. */
export class BannerShapeUtil extends BaseBoxShapeUtil<BannerShape> {
  static override type = 'banner' as const
  static override props = bannerShapeProps
  static override migrations = bannerShapeMigrations

  override getDefaultProps(): BannerProps {
    return { w: 1256, h: 216, family: 'needs', title: EMPTY_TEXT, purpose: EMPTY_TEXT }
  }

  override canBind() {
    return false
  }

  override getText({ props }: BannerShape) {
    return props.title[readerLanguage(this.editor)]
  }

  override getAriaDescriptor({ props }: BannerShape) {
    const lang = readerLanguage(this.editor)
    return `${props.title[lang]}. ${props.purpose[lang]}`
  }

  override component({ props }: BannerShape) {
    return (
      <HTMLContainer style={{ pointerEvents: 'none' }}>
        <BannerSheet banner={props} />
      </HTMLContainer>
    )
  }

  override indicator({ props }: BannerShape) {
    return <rect width={props.w} height={props.h} rx={BANNER_TEXT.radiusPx} />
  }

  override toSvg({ props }: BannerShape) {
    const lang = readerLanguage(this.editor)
    const { paddingXPx, titlePx, purposePx, gapPx, radiusPx } = BANNER_TEXT
    const titleBase = (props.h - titlePx - gapPx - purposePx) / 2 + titlePx
    return (
      <g fontFamily="tldraw_sans" fill={PAPER}>
        <rect width={props.w} height={props.h} rx={radiusPx} fill={FAMILY_COLOURS[props.family].accent} />
        <text x={paddingXPx} y={titleBase} fontSize={titlePx} fontWeight={700}>
          {props.title[lang]}
        </text>
        <text x={paddingXPx} y={titleBase + gapPx + purposePx} fontSize={purposePx}>
          {props.purpose[lang]}
        </text>
      </g>
    )
  }
}
