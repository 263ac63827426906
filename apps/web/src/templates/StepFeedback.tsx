import { Text } from '@mantine/core'
import type { TemplateFeedback } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** How one step of a method went in closed sessions, in a sentence. */
export function StepFeedback({ step }: { step: TemplateFeedback['steps'][number] }): ReactNode {
  const { t } = useTranslation('methods')
  const { runs, overran, skipped, medianMinutes, plannedMinutes } = step
  if (runs === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('feedback.neverRun')}
      </Text>
    )
  const parts = [
    medianMinutes === null
      ? t('feedback.neverTaken')
      : t('feedback.took', { count: medianMinutes, planned: plannedMinutes }),
    overran > 0 ? t('feedback.overran', { count: overran, of: runs }) : '',
    skipped > 0 ? t('feedback.skipped', { count: skipped, of: runs }) : '',
  ]
  return (
    <Text size="sm" c={overran + skipped > 0 ? undefined : 'dimmed'}>
      {parts.filter((part) => part !== '').join(' · ')}
    </Text>
  )
}
