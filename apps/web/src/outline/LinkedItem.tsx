import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkedItem } from '../search/item-link.ts'
import { goTo, markFound, whenDrawn } from './go-to-item.ts'
import { useLive } from './live-context.ts'

/** How long the item of a link stays ringed, in ms. */
const RINGED_MS = 4_000

/** Goes to the item that the address names (`#item=`) once it is on the board; says so when it is not any more. */
export function LinkedItem({ reveal }: { reveal?(itemId: string): void }): ReactNode {
  const { live } = useLive()
  const { t } = useTranslation('canvas')
  const [isGone, setGone] = useState(false)
  const show = useEffectEvent((itemId: string) => reveal?.(itemId))
  useEffect(() => {
    const { client, watched } = live
    let wanted: string | null = null
    let isShown = false
    let stopWaiting = () => {}
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (wanted === null) return
      const itemId = wanted
      const isThere = watched.records().has(itemId)
      if (isThere && !isShown) {
        isShown = true
        show(itemId)
        stopWaiting = whenDrawn(itemId, () => {
          markFound(itemId)
          goTo(itemId)
          timer = setTimeout(() => markFound(undefined), RINGED_MS)
        })
      }
      // until then it may be there only in the copy that this device kept
      if (!client.state().synced) return
      wanted = null
      setGone(!isThere)
    }
    const begin = () => {
      clearTimeout(timer)
      stopWaiting()
      setGone(false)
      isShown = false
      wanted = linkedItem(location.hash)
      look()
    }
    begin()
    window.addEventListener('hashchange', begin)
    const stops = [watched.subscribe(look), client.subscribe(look)]
    return () => {
      clearTimeout(timer)
      stopWaiting()
      window.removeEventListener('hashchange', begin)
      for (const stop of stops) stop()
    }
  }, [live])
  return (
    <div className="light-toasts" role="status">
      {isGone && (
        <div className="light-toast">
          <p>{t('linkGone')}</p>
          <button type="button" className="light-button light-button--quiet" onClick={() => setGone(false)}>
            {t('light.understood')}
          </button>
        </div>
      )}
    </div>
  )
}
