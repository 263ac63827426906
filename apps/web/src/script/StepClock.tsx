import { type RunningState, type ScriptStep, timeLeftMs, timeMood } from '@tablee/board/script'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './step-clock.module.css'
import { clockText } from './time-text.ts'

interface StepClockProps {
  state: RunningState
  step: ScriptStep
  /** The server's time; null until it is known. */
  nowMs: number | null
}

/**
 * The time left, the same second on every screen. Nothing is read aloud as it goes: `SpokenMoments` says what matters.
 * Its colour has always a word beside it.
 */
export function StepClock({ state: { clock }, step, nowMs }: StepClockProps): ReactNode {
  const { t } = useTranslation('script')
  if (nowMs === null) return <span className={styles['clock']} />
  const mood = timeMood(clock, step, nowMs)
  const word = clock.kind === 'paused' ? 'paused' : mood
  return (
    <span className={styles['clock']} data-mood={mood} data-paused={clock.kind === 'paused' || undefined}>
      <span
        className={styles['time']}
        role="timer"
        aria-live="off"
        aria-label={t('timeLeft')}
        data-step-clock
      >
        {clockText(timeLeftMs(clock, nowMs))}
      </span>
      {word !== 'plenty' && <span className={styles['mood']}>{t(`time.${word}`)}</span>}
    </span>
  )
}
