import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useToasts } from 'tldraw'
import type { Refusals } from './refusals.ts'

/** How long the same reason stays unsaid after it was shown, in ms: a drag is refused sixty times a second. */
const QUIET_MS = 4000

interface RefusalToastsProps {
  refusals: Refusals
}

/** Says why a change was not taken. */
export function RefusalToasts({ refusals }: RefusalToastsProps) {
  const { addToast } = useToasts()
  const { t } = useTranslation('canvas')
  useEffect(() => {
    const shownAt = new Map<string, number>()
    return refusals.subscribe((code) => {
      const now = performance.now()
      if (now - (shownAt.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return
      shownAt.set(code, now)
      addToast({
        id: `refused-${code}`,
        severity: 'warning',
        title: t('refused.title'),
        description: t([`refused.${code}`, 'refused.other']),
      })
    })
  }, [refusals, addToast, t])
  return null
}
