import { Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { templateFeedbackQuery } from '../api/own-templates.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { useLang } from '../ui/use-lang.ts'
import { StepFeedback } from './StepFeedback.tsx'

interface FeedbackDialogProps {
  template: { id: string; name: string }
  onClose(): void
}

/** How the steps of a method went in closed sessions of the coach's cohorts: where time is short, and what is passed over. */
export function FeedbackDialog({ template, onClose }: FeedbackDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const feedback = useQuery(templateFeedbackQuery(template.id))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('feedback.title', { name: template.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Loaded query={feedback}>
        {({ runs, steps }) =>
          runs === 0 ? (
            <Text>{t('feedback.none')}</Text>
          ) : (
            <Stack>
              <Text c="dimmed">{t('feedback.runs', { count: runs })}</Text>
              <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
                {steps.map((step) => (
                  <li key={step.stepId} data-step={step.stepId}>
                    <Text fw={600}>{step.title[lang] || step.title.fr}</Text>
                    <StepFeedback step={step} />
                  </li>
                ))}
              </Stack>
            </Stack>
          )
        }
      </Loaded>
    </Modal>
  )
}
