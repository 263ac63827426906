import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AttentionProps } from './attention-parts.ts'
import type { AttentionState } from './follow-attention.ts'

/** How long it stays said that one was brought along, in ms. */
const SAID_MS = 5_000

interface CallChipProps extends Pick<AttentionProps, 'actorId' | 'zones' | 'places'> {
  call: AttentionState['call']
}

/**
 * "Tous ici": brings the reader to where everybody is called, unless she is in the middle of something; then it waits until
 * she says so. A call from before the page was opened moves nobody.
 */
export function CallChip({ call, actorId, zones, places }: CallChipProps): ReactNode {
  const { t } = useTranslation('attention')
  const [state, setState] = useState<'none' | 'waiting' | 'came'>('none')
  const seen = useRef(call?.count ?? 0)
  const zone = zones.find(({ id }) => id === call?.zoneId)?.label
  const follow = useEffectEvent(() => {
    if (!call || call.by === actorId) return setState('none')
    if (places.isBusy()) return setState('waiting')
    places.show(call)
    setState('came')
  })
  const count = call?.count ?? 0
  useEffect(() => {
    if (seen.current === count) return
    seen.current = count
    follow()
  }, [count])
  useEffect(() => {
    if (state !== 'came') return
    const timer = setTimeout(() => setState('none'), SAID_MS)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div className={styles['call']} role="status" data-call={state}>
      {state === 'came' && <span>{t(zone ? 'call.cameZone' : 'call.came', { zone })}</span>}
      {state === 'waiting' && (
        <>
          <span>{t(zone ? 'call.waitsZone' : 'call.waits', { zone })}</span>
          <button
            type="button"
            className={styles['primary']}
            onClick={() => {
              if (call) places.show(call)
              setState('none')
            }}
          >
            {t('call.join')}
          </button>
          <button type="button" className={styles['button']} onClick={() => setState('none')}>
            {t('call.stay')}
          </button>
        </>
      )}
    </div>
  )
}
