import type { StepPowers } from '@tablee/board/script'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AttentionRequests } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'

/** In the order in which it is read. */
const POWERS = ['write', 'moveOwn', 'vote', 'comment'] as const

interface NowPowersProps {
  attention: AttentionState
  requests: AttentionRequests
  run(request: Promise<unknown>): void
}

/** What participants may do now, also while no step runs; all of it is taken or given back with one press. */
export function NowPowers({ attention: { may, stepId }, requests, run }: NowPowersProps): ReactNode {
  const { t } = useTranslation('attention')
  // what was pressed shows at once, until the last of it was answered
  const [asked, setAsked] = useState<StepPowers | null>(null)
  const last = useRef<StepPowers | null>(null)
  // each request says all of it: they reach the server in the order of the presses
  const sent = useRef<Promise<unknown>>(Promise.resolve())
  const shown = asked ?? may
  const allow = (next: StepPowers) => {
    last.current = next
    setAsked(next)
    const answered = () => {
      if (last.current === next) setAsked(null)
    }
    const request = sent.current.then(() => requests.allow(next, stepId))
    sent.current = request.catch(() => undefined) // `run` says what failed
    run(request.finally(answered))
  }
  const isNothing = POWERS.every((power) => !shown[power])
  const all = (isOn: boolean): StepPowers => ({ write: isOn, moveOwn: isOn, vote: isOn, comment: isOn })
  return (
    <fieldset className={styles['powers']}>
      <legend>{t('now.title')}</legend>
      {POWERS.map((power) => (
        <label key={power}>
          <input
            type="checkbox"
            checked={shown[power]}
            onChange={({ currentTarget }) => allow({ ...shown, [power]: currentTarget.checked })}
          />
          {t(`now.${power}`)}
        </label>
      ))}
      <button type="button" className={styles['quiet']} onClick={() => allow(all(isNothing))}>
        {t(isNothing ? 'now.all' : 'now.nothing')}
      </button>
    </fieldset>
  )
}
