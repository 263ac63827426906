import type { ZoneContent } from '@tablee/board/content'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalNote } from './local-note.ts'
import { NoteEditor } from './NoteEditor.tsx'
import type { NotesKeeper } from './notes-keeper.ts'
import { hangingOf, type PrivateBoard } from './private-desk.ts'
import styles from './private-writing.module.css'

interface ZoneNotesProps {
  part: ZoneContent
  notes: readonly LocalNote[]
  keeper: NotesKeeper
  board: PrivateBoard
  /** The tray was opened to write here. */
  isAsked: boolean
}

/** The reader's notes behind one curtain, what will be known of them, and a new one. */
export function ZoneNotes({ part, notes, keeper, board, isAsked }: ZoneNotesProps): ReactNode {
  const { t } = useTranslation('curtains')
  const [curtain] = hangingOf(part)
  const field = useRef<HTMLTextAreaElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const own = notes.filter(({ curtainId, isGone }) => curtainId === curtain?.id && !isGone)
  useEffect(() => {
    if (focused !== null) field.current?.focus()
  }, [focused])
  const curtainId = curtain?.id
  const asked = useRef(false)
  useEffect(() => {
    // once: a note that is taken back must not come again by itself
    if (!isAsked || !curtain || curtain.reading || asked.current) return
    asked.current = true
    const empty = own.find(({ text, saved }) => text === '' && saved === null)
    setFocused(empty?.id ?? (own.length === 0 ? keeper.begin(curtain) : (own.at(-1)?.id ?? null)))
  })
  if (!curtain || curtainId === undefined) return null
  return (
    <section className={styles['zone']} aria-labelledby={`private-${part.zone.id}`}>
      <h3 id={`private-${part.zone.id}`}>{part.zone.label[board.lang]}</h3>
      {part.zone.prompt[board.lang] && <p className={styles['prompt']}>{part.zone.prompt[board.lang]}</p>}
      <p className={styles['promise']} data-anonymous={curtain.anonymous}>
        {t(curtain.anonymous ? 'promise.anonymous' : 'promise.named')}
      </p>
      {curtain.anonymous && <p className={styles['prompt']}>{t('promise.review')}</p>}
      {curtain.reading && <p className={styles['reading']}>{t('reading')}</p>}
      <ul className={styles['notes']}>
        {own.map((note, at) => (
          <NoteEditor
            key={note.id}
            note={note}
            keeper={keeper}
            zone={part.zone}
            board={board}
            number={at + 1}
            {...(note.id === focused ? { field } : {})}
          />
        ))}
      </ul>
      {!curtain.reading && (
        <button type="button" className={styles['primary']} onClick={() => setFocused(keeper.begin(curtain))}>
          {t(own.length === 0 ? 'write' : 'writeMore')}
        </button>
      )}
    </section>
  )
}
