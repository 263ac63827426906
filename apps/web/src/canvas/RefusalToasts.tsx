import { limitsNow } from '@tablee/board/script'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useToasts } from 'tldraw'
import { useMeaning } from './meaning/use-meaning.ts'
import { refusalText } from './refusal-text.ts'
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
    const textOf = (code: string) => refusalText(t, code, { limits: limitsNow(meaning.script.get()), lang })
    const shownAt = new Map<string, number>()
    return refusals.subscribe((code, lost) => {
      if (lost !== null) {
        // Each of them: no word is lost for having come too late.
        addToast({
          severity: 'warning',
          title: t('refused.late'),
          description: `${textOf(code)} « ${lost} »`,
          keepOpen: true,
          // Only a secure page has a clipboard; on others the words are read and typed again.
          actions:
            'clipboard' in navigator
              ? [
                  {
                    type: 'primary',
                    label: t('refused.copy'),
                    onClick: () => void navigator.clipboard.writeText(lost),
                  },
                ]
              : [],
        })
        return
      }
      const now = performance.now()
      if (now - (shownAt.get(code) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return
      shownAt.set(code, now)
      addToast({
        id: `refused-${code}`,
        severity: 'warning',
        title: t('refused.title'),
        description: textOf(code),
      })
    })
  }, [refusals, addToast, t, meaning, lang])
  return null
}
