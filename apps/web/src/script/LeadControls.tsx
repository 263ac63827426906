import { behindMs, type RunningState, type Script } from '@tablee/board/script'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SoundSwitch } from './SoundSwitch.tsx'
import { StepIcon } from './StepIcon.tsx'
import styles from './script.module.css'
import type { EditorButton } from './step-bar-parts.ts'
import type { ScriptCommands } from './use-script-commands.ts'

const MINUTE_MS = 60_000

interface LeadControlsProps {
  script: Script
  state: RunningState
  nowMs: number | null
  commands: ScriptCommands
  editor: EditorButton
}

/** What who leads does with the step that runs. Each command names the step that she sees. */
export function LeadControls({ script, state, nowMs, commands, editor }: LeadControlsProps): ReactNode {
  const { t } = useTranslation('script')
  const [asksEnd, setAsksEnd] = useState<string | null>(null)
  const { steps } = script
  const { stepId: from, clock } = state
  const at = steps.findIndex(({ id }) => id === from)
  const isLast = at === steps.length - 1
  const isPaused = clock.kind === 'paused'
  const { send } = commands
  if (asksEnd === from)
    return (
      <fieldset className={styles['controls']} aria-label={t('endSure')}>
        <span>{t('endSure')}</span>
        <button type="button" className={styles['primary']} onClick={() => send({ do: 'end', from })}>
          {t('endYes')}
        </button>
        <button type="button" className={styles['button']} onClick={() => setAsksEnd(null)}>
          {t('endNo')}
        </button>
      </fieldset>
    )
  return (
    <fieldset className={styles['controls']} aria-label={t('lead')}>
      {nowMs !== null && <Schedule minutes={Math.round(behindMs({ steps, state }, nowMs) / MINUTE_MS)} />}
      <button
        type="button"
        className={styles['icon']}
        disabled={at <= 0}
        aria-label={t('previous')}
        title={t('previous')}
        onClick={() => send({ do: 'previous', from })}
      >
        <StepIcon name="previous" />
      </button>
      <button
        type="button"
        className={styles['primary']}
        onClick={() => (isLast ? setAsksEnd(from) : send({ do: 'next', from }))}
      >
        {t(isLast ? 'end' : 'next')}
        {!isLast && <StepIcon name="next" />}
      </button>
      <button
        type="button"
        className={`${styles['button']} ${styles['wideOnly']}`}
        aria-label={t('minuteLess')}
        title={t('minuteLess')}
        onClick={() => send({ do: 'addTime', from, minutes: -1 })}
      >
        −1
      </button>
      <button
        type="button"
        className={styles['button']}
        aria-label={t('minuteMore')}
        title={t('minuteMore')}
        onClick={() => send({ do: 'addTime', from, minutes: 1 })}
      >
        +1 min
      </button>
      <button
        type="button"
        className={styles['icon']}
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
        className={styles['icon']}
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
