import { currentStep, stepText } from '@tablee/board/script'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useToasts } from 'tldraw'
import { useMeaning } from './meaning/use-meaning.ts'
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
  const { meaning, lang } = useMeaning()
  useEffect(() => {
    const stepTitle = () => {
      const step = currentStep(meaning.script.get())
      return step ? stepText(step.title, lang) : ''
    }
    const shownAt = new Map<string, number>()
    return refusals.subscribe((code) => {
      const now = performance.now()
      if (now - (shownAt.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return
      shownAt.set(code, now)
      addToast({
        id: `refused-${code}`,
        severity: 'warning',
        title: t('refused.title'),
        description: t([`refused.${code}`, 'refused.other'], { step: stepTitle() }),
      })
    })
  }, [refusals, addToast, t, meaning, lang])
  return null
}
