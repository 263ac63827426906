import { NativeSelect, SimpleGrid } from '@mantine/core'
import type { DraftZone } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId, type OtherZone } from './draft-changes.ts'

type Matrix = NonNullable<DraftZone['options']['matrix']>

/** Kinds of zones that hold items which can be scored, or be criteria. */
const HOLDERS: readonly string[] = ['sticky', 'list', 'row', 'date']

/** What is crossed with what. */
export interface MatrixFieldsProps {
  matrix: Matrix
  place: { zone: number; zoneId: string }
  others: readonly OtherZone[]
  onChange(change: { matrix: Matrix }): void
}

/** The two zones of a matrix: what is scored, and by which criteria. */
export function MatrixFields({ matrix, place, others, onChange }: MatrixFieldsProps): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {(['rows', 'columns'] as const).map((side) => (
        <NativeSelect
          key={side}
          id={side === 'rows' ? fieldId({ ...place, field: 'matrix' }) : undefined}
          label={t(`score.${side}`)}
          value={matrix[side]}
          onChange={(event) => onChange({ matrix: { ...matrix, [side]: event.currentTarget.value } })}
          data={[
            { value: '', label: t('score.chooseZone') },
            ...others
              .filter(({ value, kind }) => HOLDERS.includes(kind) || value === matrix[side])
              .map(({ value, label }) => ({ value, label })),
          ]}
        />
      ))}
    </SimpleGrid>
  )
}
