import { behindMs, type RunningState } from '@tablee/board/script'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacedScript } from './follow-script.ts'
import styles from './lead-controls.module.css'
import { SoundSwitch } from './SoundSwitch.tsx'
import { StepIcon } from './StepIcon.tsx'
import type { EditorButton } from './step-bar-parts.ts'
import buttons from './step-buttons.module.css'
import type { ScriptCommands } from './use-script-commands.ts'

const MINUTE_MS = 60_000

interface LeadControlsProps {
  script: FacedScript
  state: RunningState
  nowMs: number | null
  commands: ScriptCommands
  editor: EditorButton
}

/** What who leads does with the step that runs. Each command names the step that she sees. */
export function LeadControls({ script, state, nowMs, commands, editor }: LeadControlsProps): ReactNode {
  const { t } = useTranslation('script')
  const [asks, setAsks] = useState<string | null>(null)
  const focusOn = useRef<'next' | 'reveal' | null>(null)
  const { steps, curtains } = script
  const { stepId: from, clock } = state
  const at = steps.findIndex(({ id }) => id === from)
  const hanging = Object.values(curtains)
  const hidden = hanging.reduce((sum, curtain) => sum + curtain.hidden, 0)
  // While people write it waits; once the workshop has gone on it is what comes next, also where no note was counted yet.
  const isRevealDue = hanging.length > 0 && steps[at]?.mode !== 'private'
  const isLast = at === steps.length - 1
  const isPaused = clock.kind === 'paused'
  const { send } = commands
  /** The question goes; the focus goes on to what asked it, or to what comes next. */
  const close = (goOnTo: 'next' | 'reveal') => {
    focusOn.current = goOnTo
    setAsks(null)
  }
  if (asks === `end ${from}`)
    return (
      <Asked
        question={t('endSure')}
        yes={t('endYes')}
        no={t('endNo')}
        onYes={() => send({ do: 'end', from })}
        onNo={() => close('next')}
      />
    )
  if (asks === 'reveal' && hanging.length > 0)
    return (
      <Asked
        question={t('revealSure')}
        yes={t('revealYes')}
        no={t('revealNo')}
        onYes={() => {
          commands.reveal()
          close('next')
        }}
        onNo={() => close('reveal')}
      />
    )
  const takeFocus = (name: 'next' | 'reveal') => (button: HTMLButtonElement | null) => {
    if (!button || focusOn.current !== name) return
    focusOn.current = null
    button.focus()
  }
  return (
    <fieldset className={styles['controls']} aria-label={t('lead')}>
      {nowMs !== null && <Schedule minutes={Math.round(behindMs({ steps, state }, nowMs) / MINUTE_MS)} />}
      <button
        type="button"
        className={buttons['icon']}
        disabled={at <= 0}
        aria-label={t('previous')}
        title={t('previous')}
        onClick={() => send({ do: 'previous', from })}
      >
        <StepIcon name="previous" />
      </button>
      {hanging.length > 0 && (
        <button
          type="button"
          className={isRevealDue ? buttons['primary'] : buttons['button']}
          ref={takeFocus('reveal')}
          onClick={() => setAsks('reveal')}
        >
          {t('reveal', { count: hidden })}
        </button>
      )}
      <button
        type="button"
        ref={takeFocus('next')}
        className={isRevealDue ? buttons['button'] : buttons['primary']}
        onClick={() => (isLast ? setAsks(`end ${from}`) : send({ do: 'next', from }))}
      >
        {t(isLast ? 'end' : 'next')}
        {!isLast && <StepIcon name="next" />}
      </button>
      <button
        type="button"
        className={`${buttons['button']} ${styles['wideOnly']}`}
        aria-label={t('minuteLess')}
        title={t('minuteLess')}
        onClick={() => send({ do: 'addTime', from, minutes: -1 })}
      >
        −1
      </button>
      <button
        type="button"
        className={buttons['button']}
        aria-label={t('minuteMore')}
        title={t('minuteMore')}
        onClick={() => send({ do: 'addTime', from, minutes: 1 })}
      >
        +1 min
      </button>
      <button
        type="button"
        className={buttons['icon']}
        aria-label={t(isPaused ? 'resume' : 'pause')}
        title={t(isPaused ? 'resume' : 'pause')}
        onClick={() => send({ do: isPaused ? 'resume' : 'pause', from })}
      >
        <StepIcon name={isPaused ? 'resume' : 'pause'} />
      </button>
      <SoundSwitch className={styles['wideOnly']} />
      <button
        ref={editor.ref}
        type="button"
        className={buttons['icon']}
        aria-label={t('edit')}
        title={t('edit')}
        aria-expanded={editor.isOpen}
        onClick={editor.toggle}
      >
        <StepIcon name="edit" />
      </button>
    </fieldset>
  )
}

interface AskedProps {
  question: string
  yes: string
  no: string
  onYes(): void
  onNo(): void
}

/** A question in the place of the buttons, about what cannot be taken back; the focus is on the harmless answer. */
function Asked({ question, yes, no, onYes, onNo }: AskedProps): ReactNode {
  const harmless = useRef<HTMLButtonElement>(null)
  useEffect(() => harmless.current?.focus(), [])
  return (
    <fieldset className={styles['controls']} aria-label={question}>
      <span>{question}</span>
      <button type="button" className={buttons['primary']} onClick={onYes}>
        {yes}
      </button>
      <button ref={harmless} type="button" className={buttons['button']} onClick={onNo}>
        {no}
      </button>
    </fieldset>
  )
}

/** Ahead, behind or on time, in whole minutes. */
function Schedule({ minutes }: { minutes: number }): ReactNode {
  const { t } = useTranslation('script')
  const kind = minutes > 0 ? 'behind' : minutes < 0 ? 'ahead' : 'onTime'
  return (
    <span className={styles['schedule']} data-schedule={kind}>
      {t(`schedule.${kind}`, { count: Math.abs(minutes) })}
    </span>
  )
}
