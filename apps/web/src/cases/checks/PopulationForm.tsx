import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { POPULATION_REASON_MIN, POPULATIONS } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckPartProps } from './CheckBox.tsx'

type Population = (typeof POPULATIONS)[number]

/** "Combien d’organisations répondent à cette description ?" What is saved holds for the facets on the screen alone. */
export function PopulationForm({ check, editable, isBusy, onChange }: CheckPartProps): ReactNode {
  const { t } = useTranslation('checks')
  const [answer, setAnswer] = useState<Population | null>(check.population)
  const [reason, setReason] = useState(check.reason)
  const isSafe = check.isSafe && check.rare.length === 0
  const needsReason = answer === 'many' && !isSafe && check.mayReason
  const isTooShort = reason.trim().length < POPULATION_REASON_MIN
  const isSaved = answer === check.population && reason.trim() === check.reason
  const save = (chosen: Population, why: string) =>
    onChange({ population: { answer: chosen, about: check.about, reason: why } })
  const choose = (value: string) => {
    const chosen = POPULATIONS.find((one) => one === value)
    if (chosen === undefined) return
    setAnswer(chosen)
    // "many" against what is known is said with its reason
    if (chosen !== 'many' || isSafe || !check.mayReason) save(chosen, isTooShort ? '' : reason.trim())
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (answer !== null && !isTooShort) save(answer, reason.trim())
      }}
    >
      <Stack gap="xs">
        <Radio.Group
          label={t('population.label')}
          value={answer ?? ''}
          onChange={choose}
          readOnly={!editable}
        >
          <Stack gap={8} mt={8}>
            {POPULATIONS.map((value) => (
              <Radio key={value} value={value} label={t(`population.${value}`)} disabled={!editable} />
            ))}
          </Stack>
        </Radio.Group>
        {needsReason && editable && (
          <Group gap="xs" align="flex-end">
            <TextInput
              flex="1 1 160px"
              size="sm"
              label={t('population.reason')}
              placeholder={t('population.reasonExample')}
              description={t('population.reasonHint')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" size="sm" loading={isBusy} disabled={isTooShort || isSaved}>
              {t('save')}
            </Button>
          </Group>
        )}
        <Text size="sm" aria-live="polite">
          {answer === 'one'
            ? t('population.oneHint')
            : answer === 'few' && !isSafe
              ? t('population.fewHint')
              : answer === 'many' && !isSafe && !check.mayReason
                ? t('population.numbersHint')
                : ''}
        </Text>
      </Stack>
    </form>
  )
}
