import { Checkbox, Group, NumberInput } from '@mantine/core'
import type { TemplatePlace } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftColumn, fieldId, NEW_SCALE } from './draft-changes.ts'

/** A column of points, and what is done with another scale. */
export interface ColumnScaleProps {
  column: DraftColumn
  place: Omit<TemplatePlace, 'field'>
  onChange(scale: DraftColumn['scale']): void
}

/** From where to where a column's points go; without a scale it takes any number. */
export function ColumnScale({ column: { scale }, place, onChange }: ColumnScaleProps): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <Group align="flex-end" gap="sm">
      <Checkbox
        label={t('columns.onScale')}
        description={scale ? undefined : t('columns.scaleHint')}
        checked={scale !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? NEW_SCALE : undefined)}
        pb={8}
      />
      {scale &&
        (['min', 'max'] as const).map((end) => (
          <NumberInput
            key={end}
            id={end === 'min' ? fieldId({ ...place, field: 'scale' }) : undefined}
            label={t(end === 'min' ? 'columns.scaleFrom' : 'columns.scaleTo')}
            min={-10}
            max={100}
            allowDecimal={false}
            value={scale[end]}
            onChange={(value) => {
              if (typeof value === 'number') onChange({ ...scale, [end]: value })
            }}
            w={120}
          />
        ))}
    </Group>
  )
}
