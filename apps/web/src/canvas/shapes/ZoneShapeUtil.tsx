import {
  FAMILY_COLOURS,
  INK_SOFT,
  ZONE_TEXT,
  type ZoneProps,
  zoneShapeMigrations,
  zoneShapeProps,
} from '@tablee/board'
import { BaseBoxShapeUtil, HTMLContainer, type TLBaseShape } from 'tldraw'
import { readerLanguage } from '../reader-language.ts'
import { ZoneSheet } from './ZoneSheet.tsx'

/** A zone on the canvas. */
export type ZoneShape = TLBaseShape<'zone', ZoneProps>

const EMPTY_TEXT = { fr: '', nl: '', en: '' }

/** Draws zones: locked furniture with a title, a prompt and the number of notes in it. */
export class ZoneShapeUtil extends BaseBoxShapeUtil<ZoneShape> {
  static override type = 'zone' as const
  static override props = zoneShapeProps
  static override migrations = zoneShapeMigrations

  override getDefaultProps(): ZoneProps {
    return {
      w: 616,
      h: 384,
      zoneId: '',
      kind: 'sticky',
      family: 'needs',
      title: EMPTY_TEXT,
      prompt: EMPTY_TEXT,
    }
  }

  override canBind() {
    return false
  }

  override getText({ props }: ZoneShape) {
    return props.title[readerLanguage(this.editor)]
  }

  override getAriaDescriptor({ props }: ZoneShape) {
    const lang = readerLanguage(this.editor)
    return `${props.title[lang]}. ${props.prompt[lang]}`
  }

  override component({ props }: ZoneShape) {
    return (
      <HTMLContainer style={{ pointerEvents: 'none' }}>
        <ZoneSheet zone={props} />
      </HTMLContainer>
    )
  }

  override indicator({ props }: ZoneShape) {
    return <rect width={props.w} height={props.h} rx={ZONE_TEXT.radiusPx} />
  }

  override toSvg({ props }: ZoneShape) {
    const lang = readerLanguage(this.editor)
    const { accent, border, tint } = FAMILY_COLOURS[props.family]
    const { paddingPx, titlePx, promptPx, gapPx, radiusPx, borderPx } = ZONE_TEXT
    const titleBase = paddingPx + titlePx
    return (
      <g fontFamily="tldraw_sans">
        <rect
          width={props.w}
          height={props.h}
          rx={radiusPx}
          fill={tint}
          stroke={border}
          strokeWidth={borderPx}
        />
        <text x={paddingPx} y={titleBase} fontSize={titlePx} fontWeight={700} fill={accent}>
          {props.title[lang]}
        </text>
        <text x={paddingPx} y={titleBase + gapPx + promptPx * 1.35} fontSize={promptPx} fill={INK_SOFT}>
          {props.prompt[lang]}
        </text>
      </g>
    )
  }
}
