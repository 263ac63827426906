import { BANNER_TEXT, type BannerProps, FAMILY_COLOURS, PAPER } from '@tablee/board'
import { useEditor } from 'tldraw'
import { useReaderLanguage } from '../reader-language.ts'

interface BannerSheetProps {
  banner: BannerProps
}

/** The banner as it lies above the zones, in the family's colour. */
export function BannerSheet({ banner }: BannerSheetProps) {
  const lang = useReaderLanguage(useEditor())
  return (
    <header
      className="board-banner"
      lang={lang}
      style={{
        width: banner.w,
        height: banner.h,
        padding: `0 ${BANNER_TEXT.paddingXPx}px`,
        background: FAMILY_COLOURS[banner.family].accent,
        borderRadius: BANNER_TEXT.radiusPx,
        color: PAPER,
      }}
    >
      <h2 style={{ fontSize: BANNER_TEXT.titlePx, lineHeight: BANNER_TEXT.titleLineHeight }}>
        {banner.title[lang]}
      </h2>
      <p
        style={{
          marginTop: BANNER_TEXT.gapPx,
          fontSize: BANNER_TEXT.purposePx,
          lineHeight: BANNER_TEXT.purposeLineHeight,
        }}
      >
        {banner.purpose[lang]}
      </p>
    </header>
  )
}
