import { COLOUR_NAMES, type ColourCaptions, NOTE_COLOURS, type NoteColour } from '@tablee/board'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColourSwatch } from '../../colours/ColourSwatch.tsx'
import { captionColour } from '../../colours/caption-colour.ts'
import styles from '../../colours/colours.module.css'
import { useMeaning } from '../meaning/use-meaning.ts'
import type { ColourDesk } from './colour-desk.ts'

interface CaptionFormProps {
  desk: ColourDesk
  captions: ColourCaptions
  counts: ReadonlyMap<NoteColour, number>
}

/** Longest caption, in letters, as the server takes it. */
const CAPTION_MAX = 60

/** A field for each colour: those on the board first. Each is kept when it is left. */
export function CaptionForm({ desk, captions, counts }: CaptionFormProps) {
  const { lang } = useMeaning()
  const { t } = useTranslation('canvas')
  const [typed, setTyped] = useState<ColourCaptions>(captions)
  const [failed, setFailed] = useState(false)
  // in the order of the moment when it was opened: no field moves away under the hands
  const [order] = useState(() =>
    [...NOTE_COLOURS].sort(
      (a, b) =>
        Number(captions[b] !== undefined || counts.has(b)) -
        Number(captions[a] !== undefined || counts.has(a)),
    ),
  )
  const keep = async (colour: NoteColour) => {
    const wanted = (typed[colour] ?? '').trim()
    if (wanted === (captions[colour] ?? '')) return
    setFailed(!(await captionColour(desk.boardId, colour, wanted === '' ? null : wanted)))
  }
  const leave = () => {
    const held = document.activeElement
    // what is still being typed is kept as its field is left
    if (held instanceof HTMLElement) held.blur()
    desk.edit(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        leave()
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') leave()
      }}
    >
      <h2 className={styles['head']}>{t('colours.title')}</h2>
      <p className={styles['hint']}>{t('colours.hint')}</p>
      <ul className={styles['fields']}>
        {order.map((colour, at) => (
          <li key={colour} className={styles['field']}>
            <ColourSwatch colour={colour} />
            <input
              aria-label={t('colours.field', { colour: COLOUR_NAMES[colour][lang] })}
              placeholder={COLOUR_NAMES[colour][lang]}
              maxLength={CAPTION_MAX}
              value={typed[colour] ?? ''}
              // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that the person pressed
              autoFocus={at === 0}
              onChange={({ currentTarget: { value } }) =>
                setTyped((before) => ({ ...before, [colour]: value }))
              }
              onBlur={() => void keep(colour)}
            />
          </li>
        ))}
      </ul>
      {failed && <p role="alert">{t('colours.failed')}</p>}
      <button type="submit" className="board-button board-button--main">
        {t('colours.done')}
      </button>
    </form>
  )
}
