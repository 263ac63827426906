import { isNoteColour, NOTE_COLOURS, type NoteColour } from '@tablee/board'
import { use, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useEditor, useValue } from 'tldraw'
import { ColourSwatch } from '../../colours/ColourSwatch.tsx'
import styles from '../../colours/colours.module.css'
import { useMeaning } from '../meaning/use-meaning.ts'
import { CaptionForm } from './CaptionForm.tsx'
import { ColourDeskContext } from './colour-desk.ts'

/**
 * What the colours of the board stand for, with how many notes have each. To press one leaves the others pale, until it
 * is pressed again. Boards whose colours stand for nothing show nothing.
 */
export function ColourLegend() {
  const editor = useEditor()
  const desk = use(ColourDeskContext)
  const { meaning, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  const captions = useValue('captions', () => meaning.colours.get(), [meaning])
  const counts = useValue('notes of each colour', () => {
    const found = new Map<NoteColour, number>()
    const content = meaning.content(lang)
    for (const { colour } of content
      ? [...content.zones.flatMap(({ items }) => items), ...content.unplaced]
      : [])
      if (isNoteColour(colour)) found.set(colour, (found.get(colour) ?? 0) + 1)
    return found
  }, [meaning, lang])
  const [only, setOnly] = useState<NoteColour | null>(null)
  const told = NOTE_COLOURS.filter((colour) => captions[colour] !== undefined)
  const shown = only !== null && told.includes(only) ? only : null
  const container = editor.getContainer()
  useEffect(() => {
    if (shown === null) return
    container.dataset['onlyColour'] = shown
    return () => {
      delete container.dataset['onlyColour']
    }
  }, [container, shown])
  const surface = container.parentElement
  if (!surface || !desk || (told.length === 0 && !desk.isEditing)) return null
  return createPortal(
    <section className={`${styles['legend']} board-legend`} aria-label={t('colours.title')} lang={lang}>
      {desk.isEditing ? (
        <CaptionForm desk={desk} captions={captions} counts={counts} />
      ) : (
        <>
          <ul className={styles['list']}>
            {told.map((colour) => (
              <li key={colour}>
                <button
                  type="button"
                  className={styles['entry']}
                  aria-pressed={shown === colour}
                  title={t('colours.only')}
                  onClick={() => setOnly(shown === colour ? null : colour)}
                >
                  <ColourSwatch colour={colour} />
                  <span className={styles['caption']}>{captions[colour]}</span>{' '}
                  <span className={styles['count']}>
                    {counts.get(colour) ?? 0}
                    <span className="board-hidden">
                      {' '}
                      {t('colours.notes', { count: counts.get(colour) ?? 0 })}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {desk.mayCaption && (
            <button type="button" className={styles['entry']} onClick={() => desk.edit(true)}>
              {t('colours.change')}
            </button>
          )}
        </>
      )}
    </section>,
    surface,
  )
}
