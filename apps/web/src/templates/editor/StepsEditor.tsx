import { Button, Group, NativeSelect, NumberInput, Paper, Stack, Text, Title } from '@mantine/core'
import { stepIdOf, TEXT_LIMITS, type TemplateDraft, totalMinutes } from '@tablee/templates'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type OwnTemplate, templateFeedbackQuery } from '../../api/own-templates.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { StepFeedback } from '../StepFeedback.tsx'
import { fieldId, withNewStep, withStep } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { OrderButtons } from './OrderButtons.tsx'
import { StepScope } from './StepScope.tsx'

const MODES = ['plenary', 'private', 'group', 'individual', 'vote'] as const

/** The steps of a draft. */
export interface StepsEditorProps {
  own: Pick<OwnTemplate, 'id' | 'version'>
  draft: TemplateDraft
  onChange(change: (draft: TemplateDraft) => TemplateDraft): void
}

/** The steps one after another with the time that has passed, and what they add up to. */
export function StepsEditor({ own, draft, onChange }: StepsEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const former = useFormerIds().steps
  const { data: feedback } = useQuery({ ...templateFeedbackQuery(own.id), enabled: own.version !== null })
  const told = new Map(
    feedback && feedback.runs > 0 ? feedback.steps.map((step) => [step.stepId, step] as const) : [],
  )
  const lang = useLang()
  const sum = totalMinutes(draft)
  let passed = 0
  return (
    <Stack>
      <Group align="flex-end" gap="md">
        <NumberInput
          id={fieldId({ field: 'durationMin' })}
          label={t('steps.duration')}
          min={1}
          max={9999}
          allowDecimal={false}
          value={draft.durationMin}
          onChange={(minutes) => {
            if (typeof minutes === 'number') onChange((old) => ({ ...old, durationMin: minutes }))
          }}
          w={180}
        />
        <Text role="status" pb={8}>
          {t('steps.sum', { count: sum })}
        </Text>
        {sum !== draft.durationMin && (
          <Button
            variant="default"
            size="sm"
            onClick={() => onChange((old) => ({ ...old, durationMin: sum }))}
          >
            {t('steps.useSum', { count: sum })}
          </Button>
        )}
      </Group>
      <div id={fieldId({ field: 'steps' })} tabIndex={-1}>
        <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
          {draft.steps.map((step, at) => {
            const from = passed
            passed += step.minutes
            const went = told.get(stepIdOf(step, at))
            const number = t('steps.number', { number: at + 1 })
            return (
              <Paper key={step.id ?? at} p={{ base: 'sm', sm: 'md' }} component="li">
                <Stack gap="sm">
                  <Group justify="space-between" wrap="nowrap">
                    <Title order={2} fz={16} style={{ overflowWrap: 'anywhere' }}>
                      {step.title[lang] || step.title.fr
                        ? `${number} · ${step.title[lang] || step.title.fr}`
                        : number}{' '}
                      <Text span c="dimmed" fw={400}>
                        {t('steps.from', { from, to: passed })}
                      </Text>
                    </Title>
                    <OrderButtons
                      list={draft.steps}
                      at={at}
                      name={number}
                      onChange={(steps) => onChange((old) => ({ ...old, steps }))}
                    />
                  </Group>
                  {went && <StepFeedback step={went} />}
                  <Group gap="sm">
                    <NumberInput
                      id={fieldId({ step: at, field: 'minutes' })}
                      label={t('steps.minutes')}
                      min={1}
                      max={480}
                      allowDecimal={false}
                      value={step.minutes}
                      onChange={(minutes) => {
                        if (typeof minutes === 'number') onChange((old) => withStep(old, at, { minutes }))
                      }}
                      w={120}
                    />
                    <NativeSelect
                      label={t('steps.mode')}
                      value={step.mode}
                      onChange={(event) => {
                        const mode = MODES.find((known) => known === event.currentTarget.value)
                        if (mode) onChange((old) => withStep(old, at, { mode }))
                      }}
                      data={MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
                    />
                  </Group>
                  <LocalisedField
                    id={fieldId({ step: at, field: 'title' })}
                    label={t('steps.title')}
                    value={step.title}
                    max={TEXT_LIMITS.stepTitle}
                    onChange={(title) => onChange((old) => withStep(old, at, { title }))}
                  />
                  <LocalisedField
                    id={fieldId({ step: at, field: 'instruction' })}
                    label={t('steps.instruction')}
                    value={step.instruction}
                    max={TEXT_LIMITS.instruction}
                    lines={2}
                    onChange={(instruction) => onChange((old) => withStep(old, at, { instruction }))}
                  />
                  <StepScope draft={draft} at={at} step={step} onChange={onChange} />
                </Stack>
              </Paper>
            )
          })}
        </Stack>
      </div>
      <Button
        variant="default"
        leftSection={<Icon name="plus" />}
        onClick={() => onChange((old) => withNewStep(old, former))}
        style={{ alignSelf: 'start' }}
      >
        {t('steps.add')}
      </Button>
    </Stack>
  )
}
