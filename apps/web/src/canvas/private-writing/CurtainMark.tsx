import { type SyntheticEvent, use } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useValue } from 'tldraw'
import { PrivateDeskContext } from '../../private-writing/private-desk.ts'
import { MeaningContext } from '../meaning/use-meaning.ts'
import { countNotes } from '../note-counts.ts'
import { useReaderLanguage } from '../reader-language.ts'

/** The curtain before a zone on the canvas: that people write privately, how many notes wait, and the way to one's own. */
export function CurtainMark({ zoneId }: { zoneId: string }) {
  const editor = useEditor()
  const lang = useReaderLanguage(editor)
  const meaning = use(MeaningContext)
  const desk = use(PrivateDeskContext)
  const { t } = useTranslation('canvas')
  const curtain = useValue(
    'curtain of the zone',
    () => meaning?.content(lang)?.zones.find(({ zone }) => zone.id === zoneId)?.curtain ?? null,
    [meaning, lang, zoneId],
  )
  // under the prompt, where one looks; over notes that lie there already it would hide what everybody may read
  const isAtTop = useValue('no notes in the zone', () => countNotes(editor, zoneId) === 0, [editor, zoneId])
  if (!curtain || !desk) return null
  return (
    <div className="board-curtain" data-at-top={isAtTop}>
      <p>
        <strong>{t(curtain.anonymous ? 'curtain.anonymous' : 'curtain.named')}</strong>{' '}
        {t('curtain.hidden', { count: curtain.hidden })}
      </p>
      {curtain.reading && <p>{t('curtain.reading')}</p>}
      {desk.mayWrite && !curtain.reading && (
        <button
          type="button"
          className="board-curtain__write"
          // by keyboard the tray beside the board leads here
          tabIndex={-1}
          onPointerDown={keep}
          onPointerUp={keep}
          onTouchStart={keep}
          onTouchEnd={keep}
          onDoubleClick={keep}
          onClick={() => desk.show(zoneId)}
        >
          {t('curtain.write')}
        </button>
      )}
    </div>
  )
}

/** A press on the button is none on the board under it. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation()
}
