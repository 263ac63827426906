import type { Lang } from '@tablee/board/content'
import { currentStep, type Script, stepText } from '@tablee/board/script'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Glance, glanceAt, type Moment, momentBetween } from './moments.ts'
import type { ServerClock } from './server-clock.ts'
import { ring, wantsSound } from './step-sound.ts'
import { useServerNow } from './use-server-now.ts'

interface SpokenMomentsProps {
  script: Script
  clock: ServerClock | null
  lang: Lang
}

/** Says aloud, and rings where that is wanted, when a step begins, has a minute left, and is over: never each second. */
export function SpokenMoments({ script, clock, lang }: SpokenMomentsProps): ReactNode {
  const { t } = useTranslation('script')
  const { state } = script
  const nowMs = useServerNow(clock, state.phase === 'running' ? state.clock : null)
  const before = useRef<Glance | null>(null)
  const [moment, setMoment] = useState<{ kind: Moment; title: string } | null>(null)
  useEffect(() => {
    if (nowMs === null) return
    const now = glanceAt(script, nowMs)
    const kind = before.current && momentBetween(before.current, now)
    before.current = now
    if (!kind) return
    const step = currentStep(script)
    setMoment({ kind, title: step ? stepText(step.title, lang) : '' })
    if (wantsSound()) ring(kind)
  }, [script, nowMs, lang])
  return (
    <p className="board-hidden" role="status" aria-live="polite" data-step-spoken>
      {moment && t(`spoken.${moment.kind}`, { title: moment.title })}
    </p>
  )
}
