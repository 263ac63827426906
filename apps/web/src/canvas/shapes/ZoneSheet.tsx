import {
  equalValues,
  FAMILY_COLOURS,
  type FamilyColours,
  INK_SOFT,
  ON_ACCENT,
  ZONE_TEXT,
  type ZoneMarks,
  type ZoneProps,
  zoneMarks,
} from '@tablee/board'
import { use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { computed, useEditor, useValue } from 'tldraw'
import { BallotMark } from '../ballots/BallotMark.tsx'
import { MeaningContext } from '../meaning/use-meaning.ts'
import { countNotes } from '../note-counts.ts'
import { CurtainMark } from '../private-writing/CurtainMark.tsx'
import { useReaderLanguage } from '../reader-language.ts'
import { StepGateContext } from '../steps/use-binding-step.ts'
import { ZoneMarksLayer } from './ZoneMarksLayer.tsx'

interface ZoneSheetProps {
  zone: ZoneProps
}

/** A zone as it lies on the table: its number, title and prompt, how many notes it holds, and what lies under them. */
export function ZoneSheet({ zone }: ZoneSheetProps) {
  const editor = useEditor()
  const lang = useReaderLanguage(editor)
  const { number, marks } = useZoneReading(zone.zoneId)
  const colours = FAMILY_COLOURS[zone.family]
  const padding = ZONE_TEXT.paddingPx - ZONE_TEXT.borderPx
  return (
    <section
      className="board-zone"
      lang={lang}
      aria-label={zone.title[lang]}
      style={{
        width: zone.w,
        height: zone.h,
        padding,
        background: colours.tint,
        border: `${ZONE_TEXT.borderPx}px solid ${colours.border}`,
        borderRadius: ZONE_TEXT.radiusPx,
      }}
    >
      <div className="board-zone__head">
        {number !== null && (
          <span
            className="board-zone__number"
            aria-hidden
            style={{
              width: ZONE_TEXT.numberPx,
              height: ZONE_TEXT.numberPx,
              marginRight: ZONE_TEXT.numberGapPx,
              background: colours.accent,
              color: ON_ACCENT,
              fontSize: ZONE_TEXT.numberTextPx,
            }}
          >
            {number}
          </span>
        )}
        <h3
          style={{ fontSize: ZONE_TEXT.titlePx, lineHeight: ZONE_TEXT.titleLineHeight, color: colours.title }}
        >
          {zone.title[lang]}
        </h3>
        <BallotMark zoneId={zone.zoneId} colours={colours} />
        <ZoneCount zoneId={zone.zoneId} colours={colours} />
      </div>
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
      <CurtainMark zoneId={zone.zoneId} />
      <div className="board-zone__marks" style={{ inset: -ZONE_TEXT.borderPx }}>
        <ZoneMarksLayer marks={marks} colours={colours} />
      </div>
    </section>
  )
}

/** How many notes lie in a zone: by itself, since it changes with every note that is dragged across. */
function ZoneCount({ zoneId, colours }: { zoneId: string; colours: FamilyColours }) {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  const count = useValue('notes in the zone', () => countNotes(editor, zoneId), [editor, zoneId])
  if (count === 0) return null
  return (
    <span className="board-zone__count" style={{ color: colours.title, borderColor: colours.border }}>
      <span aria-hidden>{count}</span>
      <span className="board-hidden">{t('zone.notes', { count })}</span>
    </span>
  )
}

interface ZoneReading {
  /** The zone's place in the method, from 1; null for a zone that the method does not know. */
  number: number | null
  marks: ZoneMarks
}

const NOTHING: ZoneReading = { number: null, marks: { lines: [], labels: [], ghost: null } }

function useZoneReading(zoneId: string): ZoneReading {
  const meaning = use(MeaningContext)
  const gate = use(StepGateContext)
  const lang = useReaderLanguage(useEditor())
  const reading = useMemo(
    () =>
      computed(
        'zone',
        () => {
          const method = meaning?.method.get()
          const content = meaning?.content(lang)
          if (!meaning || !method || !content) return NOTHING
          const at = content.zones.findIndex(({ zone }) => zone.id === zoneId)
          const zone = content.zones[at]
          if (!zone) return NOTHING
          const marks = zoneMarks(zone, { content, method, lang, today: meaning.today })
          // behind a curtain nobody is shown where a note would go, nor in a step that lets her write none here
          const isEmpty = marks.ghost !== null
          const isClosed = gate !== null && gate.create(zoneId) !== null
          return {
            number: at + 1,
            marks:
              zone.curtain && isEmpty
                ? { ...marks, labels: [], ghost: null }
                : isClosed
                  ? { ...marks, ghost: null }
                  : marks,
          }
        },
        { isEqual: equalValues },
      ),
    [meaning, gate, lang, zoneId],
  )
  return useValue(reading)
}
