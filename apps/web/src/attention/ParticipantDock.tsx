import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { AttentionIcon } from './AttentionIcon.tsx'
import styles from './attention.module.css'
import type { OwnNotes } from './attention-parts.ts'
import type { AttentionRequests } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'
import { REACTIONS, sendReaction } from './reactions.ts'
import { useOwnDone } from './use-own-done.ts'

interface ParticipantDockProps {
  attention: AttentionState
  actorId: string
  requests: AttentionRequests
  awareness: Awareness
  /** The way to what she wrote privately; null where it has a button of its own, or nothing is there. */
  notes: OwnNotes | null
}

/** What a person says to the room without a word: her hand, that she has finished, a reaction. */
export function ParticipantDock({
  attention,
  actorId,
  requests,
  awareness,
  notes,
}: ParticipantDockProps): ReactNode {
  const { t } = useTranslation('attention')
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLFieldSetElement>(null)
  const isUp = attention.hands.includes(actorId)
  const place = attention.hands.indexOf(actorId) + 1
  const own = useOwnDone(attention, actorId, requests)
  const run = (request: Promise<unknown>) => {
    setProblem(false)
    request.catch(() => setProblem(true))
  }
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const leave = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.preventDefault()
    event.stopPropagation()
    close()
  })
  useEffect(() => {
    if (!isOpen) return
    panel.current?.querySelector('button')?.focus()
    const onKeyDown = (event: KeyboardEvent) => leave(event)
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [isOpen])
  return (
    <section className={styles['dock']} aria-label={t('dock.label')}>
      {isOpen && (
        <fieldset ref={panel} className={styles['menu']} aria-label={t('dock.menu')}>
          <button
            type="button"
            className={styles['hand']}
            aria-pressed={isUp}
            onClick={() => {
              run(requests.raiseHand(!isUp))
              close()
            }}
          >
            <AttentionIcon name="hand" /> {t(isUp ? 'dock.lower' : 'dock.raise')}
          </button>
          <div className={styles['choices']}>
            {REACTIONS.map((kind) => (
              <button
                key={kind}
                type="button"
                className={styles['reaction']}
                aria-label={t(`reaction.${kind}`)}
                title={t(`reaction.${kind}`)}
                onClick={() => sendReaction(awareness, kind)}
              >
                <AttentionIcon name={kind} />
              </button>
            ))}
          </div>
          {notes !== null && (
            <button
              type="button"
              className={styles['notes']}
              onClick={() => {
                close()
                notes.show()
              }}
            >
              <AttentionIcon name="note" /> {t('dock.notes')}
              {notes.count > 0 && ` (${notes.count})`}
            </button>
          )}
        </fieldset>
      )}
      <button
        ref={opener}
        type="button"
        className={styles['pill']}
        data-tool
        data-on={isUp || undefined}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <AttentionIcon name="hand" />
        <span className={styles['sideWords']}>{isUp ? t('dock.up', { place }) : t('dock.speak')}</span>
      </button>
      {attention.step !== null && (
        <button
          type="button"
          className={styles['pill']}
          data-tool
          data-on={own.done || undefined}
          aria-pressed={own.done}
          disabled={own.isAsking}
          onClick={() => run(own.mark(!own.done))}
        >
          <span aria-hidden>{own.done ? '✓' : '○'}</span>
          <span>{t('dock.done')}</span>
        </button>
      )}
      {problem && (
        <p className={styles['problem']} role="alert">
          {t('problem')}
        </p>
      )}
    </section>
  )
}
