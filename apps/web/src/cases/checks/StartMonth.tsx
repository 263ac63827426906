import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckPartProps } from './CheckBox.tsx'

/** Where a month picker is missing, it is typed like this. */
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

/** The month from which the case counts: dates are then offered as "M+5". */
export function StartMonth({ check, editable, onChange }: CheckPartProps): ReactNode {
  const { t } = useTranslation('checks')
  const [month, setMonth] = useState(check.monthZero ?? '')
  const isOdd = month !== '' && !MONTH.test(month)
  return (
    <TextInput
      type="month"
      size="sm"
      label={t('start.label')}
      description={t('start.hint')}
      placeholder="2023-01"
      value={month}
      readOnly={!editable}
      error={isOdd ? t('start.odd') : undefined}
      onChange={(event) => setMonth(event.currentTarget.value)}
      onBlur={() => {
        const next = month === '' ? null : month
        if (!isOdd && next !== check.monthZero) onChange({ monthZero: next })
      }}
    />
  )
}
