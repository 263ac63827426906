import type { ZoneContent } from '@tablee/board/content'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handOver } from '../ui/waiting-field.ts'
import type { LocalNote } from './local-note.ts'
import { NoteEditor } from './NoteEditor.tsx'
import type { NotesKeeper } from './notes-keeper.ts'
import { type AskedZone, hangingOf, type PrivateBoard } from './private-desk.ts'
import styles from './private-writing.module.css'
import { RevealOwn } from './RevealOwn.tsx'

interface ZoneNotesProps {
  part: ZoneContent
  notes: readonly LocalNote[]
  keeper: NotesKeeper
  board: PrivateBoard
  /** The tray was opened to write here. */
  asked: AskedZone | null
  /** Above the others: what will be known is said here, and where she writes, not in every zone. */
  isFirst: boolean
}

/** The reader's notes behind one curtain, what will be known of them, and a new one. */
export function ZoneNotes({ part, notes, keeper, board, asked, isFirst }: ZoneNotesProps): ReactNode {
  const { t } = useTranslation('curtains')
  const [curtain] = hangingOf(part)
  const field = useRef<HTMLTextAreaElement>(null)
  const [focused, setFocused] = useState<{ id: string } | null>(null)
  const own = notes.filter(({ curtainId, isGone }) => curtainId === curtain?.id && !isGone)
  const kept = own.filter(({ saved, state }) => saved !== null && state === 'hidden').length
  useEffect(() => {
    if (!focused || !field.current) return
    const text = field.current.value
    const typed = handOver(field.current)
    if (typed !== '') keeper.write(focused.id, { text: text + typed })
  }, [focused, keeper])
  const curtainId = curtain?.id
  const answered = useRef<AskedZone | null>(null)
  useEffect(() => {
    // once: a note that is taken back must not come again by itself
    if (!asked || !curtain || curtain.reading || answered.current === asked) return
    answered.current = asked
    const open = own.filter(({ trouble }) => trouble !== 'removed')
    const last = open.find(({ text, saved }) => text === '' && saved === null) ?? open.at(-1)
    setFocused({ id: last?.id ?? keeper.begin(curtain) })
  })
  if (!curtain || curtainId === undefined) return null
  return (
    <section className={styles['zone']} aria-labelledby={`private-${part.zone.id}`}>
      <h3 id={`private-${part.zone.id}`}>{part.zone.label[board.lang]}</h3>
      {part.zone.prompt[board.lang] && <p className={styles['prompt']}>{part.zone.prompt[board.lang]}</p>}
      {(isFirst || own.length > 0) && (
        <>
          <p className={styles['promise']} data-anonymous={curtain.anonymous}>
            {t(curtain.anonymous ? 'promise.anonymous' : 'promise.named')}
          </p>
          {curtain.anonymous && <p className={styles['prompt']}>{t('promise.review')}</p>}
        </>
      )}
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
            {...(note.id === focused?.id ? { field } : {})}
          />
        ))}
      </ul>
      {!curtain.reading && (
        <button
          type="button"
          className={styles['primary']}
          onClick={() => setFocused({ id: keeper.begin(curtain) })}
        >
          {t(own.length === 0 ? 'write' : 'writeMore')}
        </button>
      )}
      {/* what comes alone is known by that: without names all come together */}
      {!curtain.anonymous && kept > 0 && <RevealOwn keeper={keeper} curtainId={curtainId} count={kept} />}
    </section>
  )
}
