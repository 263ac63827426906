import { Button, Checkbox, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core'
import { type CurrentVocabulary, type DraftZone, TEXT_LIMITS } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { ColumnScale } from './ColumnScale.tsx'
import { type DraftColumn, fieldId, newColumn, withType } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { OrderButtons } from './OrderButtons.tsx'

const TYPES = ['text', 'choice', 'number', 'date', 'score', 'vote', 'link'] as const

/** The columns of a table zone. */
export interface ColumnsEditorProps {
  zone: DraftZone
  at: number
  vocabularies: readonly CurrentVocabulary[]
  onChange(columns: DraftColumn[]): void
}

/** The columns of a table: what each is called, what it holds, from which list one chooses. */
export function ColumnsEditor({ zone, at, vocabularies, onChange }: ColumnsEditorProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const columns = zone.options.cols ?? []
  const former = useFormerIds().parts({ zoneId: zone.id, list: 'cols', of: null })
  const place = { zone: at, zoneId: zone.id }
  const set = (index: number, change: Partial<DraftColumn>) =>
    onChange(columns.map((column, i) => (i === index ? { ...column, ...change } : column)))
  return (
    <Stack gap="sm" id={fieldId({ ...place, field: 'cols' })} tabIndex={-1}>
      <Text fw={600} size="sm">
        {t('columns.title')}
      </Text>
      {columns.map((column, index) => {
        const here = { ...place, column: index, columnId: column.id }
        const name = column.label[lang] || column.label.fr || t('columns.number', { number: index + 1 })
        return (
          <Paper key={column.id} p="sm">
            <Stack gap="xs">
              <LocalisedField
                id={fieldId({ ...here, field: 'columnLabel' })}
                label={t('columns.number', { number: index + 1 })}
                value={column.label}
                max={TEXT_LIMITS.columnLabel}
                onChange={(label) => set(index, { label })}
              />
              <Group align="flex-end" gap="sm">
                <NativeSelect
                  id={fieldId({ ...here, field: 'columnType' })}
                  label={t('columns.type')}
                  value={column.type}
                  onChange={(event) => {
                    const type = TYPES.find((known) => known === event.currentTarget.value)
                    if (type) set(index, withType(column, type))
                  }}
                  data={TYPES.map((type) => ({ value: type, label: t(`columnTypes.${type}`) }))}
                />
                {column.type === 'choice' && (
                  <NativeSelect
                    id={fieldId({ ...here, field: 'set' })}
                    label={t('columns.set')}
                    value={column.set ?? ''}
                    onChange={(event) => set(index, { set: event.currentTarget.value || undefined })}
                    data={[
                      { value: '', label: t('columns.chooseSet') },
                      ...vocabularies.map(({ id, label }) => ({ value: id, label: label[lang] || label.fr })),
                      ...(column.set && !vocabularies.some(({ id }) => id === column.set)
                        ? [{ value: column.set, label: column.set }]
                        : []),
                    ]}
                    style={{ flex: '1 1 200px' }}
                  />
                )}
                {column.type === 'score' && (
                  <ColumnScale column={column} place={here} onChange={(scale) => set(index, { scale })} />
                )}
                <Checkbox
                  label={t('columns.required')}
                  checked={column.required ?? false}
                  onChange={(event) => set(index, { required: event.currentTarget.checked || undefined })}
                  pb={8}
                />
                <OrderButtons list={columns} at={index} name={name} onChange={onChange} />
              </Group>
            </Stack>
          </Paper>
        )
      })}
      <Button
        variant="default"
        size="sm"
        leftSection={<Icon name="plus" />}
        onClick={() => onChange([...columns, newColumn(columns, former)])}
        style={{ alignSelf: 'start' }}
      >
        {t('columns.add')}
      </Button>
    </Stack>
  )
}
