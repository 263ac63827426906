import { Checkbox, Group } from '@mantine/core'
import type { DraftZone } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The moments that a zone may name, as time goes. */
const MARKS = ['start', 'today', 'horizon'] as const

type Marks = DraftZone['options']['marks']

/** The moments that the zone names. */
export interface MarksFieldProps {
  marks: Marks
  onChange(marks: Marks): void
}

/** Parts a time zone into named moments instead of an axis with dates. */
export function MarksField({ marks = [], onChange }: MarksFieldProps): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <Checkbox.Group
      label={t('options.marks')}
      description={t('options.marksHint')}
      value={[...marks]}
      onChange={(chosen) => {
        const next = MARKS.filter((mark) => chosen.includes(mark))
        onChange(next.length > 0 ? next : undefined)
      }}
    >
      <Group mt="xs" gap="lg">
        {MARKS.map((mark) => (
          <Checkbox key={mark} value={mark} label={t(`marks.${mark}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}
