import { Checkbox, MultiSelect, NumberInput, Stack } from '@mantine/core'
import { STEP_DOTS_MAX } from '@tablee/board/script'
import type { TemplateDraft } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { type DraftStep, fieldId, withStep } from './draft-changes.ts'

interface StepScopeProps {
  draft: TemplateDraft
  /** Position of the step. */
  at: number
  step: DraftStep
  onChange(change: (draft: TemplateDraft) => TemplateDraft): void
}

/** What a step is about: the zones that it opens, and what participants may do there that its way of working does not say. */
export function StepScope({ draft, at, step, onChange }: StepScopeProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const named = step.zones ?? []
  const known = draft.zones.map(({ id, label }) => ({ value: id, label: label[lang] || label.fr || id }))
  // a zone that was taken away stays to be seen, and to be taken out
  const gone = named.filter((id) => !known.some(({ value }) => value === id))
  const options = [
    ...new Map(
      [...known, ...gone.map((id) => ({ value: id, label: id }))].map((one) => [one.value, one]),
    ).values(),
  ]
  const change = (part: Partial<DraftStep>) => onChange((old) => withStep(old, at, part))
  const writes = step.may?.write ?? step.mode !== 'vote'
  return (
    <Stack gap="xs">
      <MultiSelect
        id={fieldId({ step: at, field: 'zones' })}
        label={t('steps.zones')}
        description={t('steps.zonesHint')}
        placeholder={named.length === 0 ? t('steps.wholeBoard') : ''}
        data={options}
        value={[...named]}
        clearable
        onChange={(zones) => change({ zones: zones.length > 0 ? zones : undefined })}
      />
      {step.mode === 'private' && (
        <Checkbox
          label={t('steps.anonymous')}
          checked={step.anonymous === true}
          onChange={(event) => change({ anonymous: event.currentTarget.checked ? true : undefined })}
        />
      )}
      {step.mode === 'vote' && (
        <NumberInput
          label={t('steps.dots')}
          description={t('steps.dotsHint')}
          placeholder={t('steps.dotsAuto')}
          value={step.dots ?? ''}
          min={1}
          max={STEP_DOTS_MAX}
          allowDecimal={false}
          maw={320}
          onChange={(value) => change({ dots: typeof value === 'number' && value >= 1 ? value : undefined })}
        />
      )}
      {step.mode === 'vote' && (
        <Checkbox
          label={t('steps.writeInVote')}
          checked={writes}
          onChange={(event) =>
            change({ may: event.currentTarget.checked ? { write: true, moveOwn: true } : undefined })
          }
        />
      )}
    </Stack>
  )
}
