import { FAMILY_COLOURS, INK_SOFT, ZONE_TEXT, type ZoneProps } from '@tablee/board'
import { useTranslation } from 'react-i18next'
import { useEditor, useValue } from 'tldraw'
import { countNotes } from '../note-counts.ts'
import { useReaderLanguage } from '../reader-language.ts'

interface ZoneSheetProps {
  zone: ZoneProps
}

/** A zone as it lies on the table: its tint, its title, its prompt and how many notes it holds. */
export function ZoneSheet({ zone }: ZoneSheetProps) {
  const editor = useEditor()
  const lang = useReaderLanguage(editor)
  const { t } = useTranslation('canvas')
  const count = useValue('notes in the zone', () => countNotes(editor, zone.zoneId), [editor, zone.zoneId])
  const colours = FAMILY_COLOURS[zone.family]
  return (
    <section
      className="board-zone"
      lang={lang}
      aria-label={zone.title[lang]}
      style={{
        width: zone.w,
        height: zone.h,
        padding: ZONE_TEXT.paddingPx - ZONE_TEXT.borderPx,
        background: colours.tint,
        border: `${ZONE_TEXT.borderPx}px solid ${colours.border}`,
        borderRadius: ZONE_TEXT.radiusPx,
      }}
    >
      {count > 0 && (
        <span className="board-zone__count" style={{ color: colours.title, borderColor: colours.border }}>
          <span aria-hidden>{count}</span>
          <span className="board-hidden">{t('zone.notes', { count })}</span>
        </span>
      )}
      <h3
        style={{ fontSize: ZONE_TEXT.titlePx, lineHeight: ZONE_TEXT.titleLineHeight, color: colours.title }}
      >
        {zone.title[lang]}
      </h3>
      <p
        style={{
          marginTop: ZONE_TEXT.gapPx,
          fontSize: ZONE_TEXT.promptPx,
          lineHeight: ZONE_TEXT.promptLineHeight,
          color: INK_SOFT,
        }}
      >
        {zone.prompt[lang]}
      </p>
    </section>
  )
}
