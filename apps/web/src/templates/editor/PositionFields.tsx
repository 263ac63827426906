import { Fieldset, NativeSelect, SimpleGrid, Text } from '@mantine/core'
import type { DraftZone } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { type DraftAxis, fieldId } from './draft-changes.ts'

/** What lying in a zone says, direction by direction. */
export interface PositionFieldsProps {
  position: DraftZone['options']['position']
  axes: readonly DraftAxis[]
  place: { zone: number; zoneId: string }
  onSet(change: Pick<DraftZone['options'], 'position'>): void
}

/** What a note says by lying in this zone: an answer for each direction of the method. */
export function PositionFields({ position = {}, axes, place, onSet }: PositionFieldsProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  return (
    <Fieldset
      legend={t('options.position')}
      id={fieldId({ ...place, field: 'position' })}
      tabIndex={-1}
      radius="md"
    >
      <Text size="sm" c="dimmed" mb="xs">
        {t('options.positionHint')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {axes.map(({ id, label, terms }, at) => (
          <NativeSelect
            key={id}
            label={label[lang] || label.fr || t('directions.number', { number: at + 1 })}
            value={position[id] ?? ''}
            onChange={(event) => {
              const { [id]: _, ...others } = position
              const term = event.currentTarget.value
              const next = term === '' ? others : { ...others, [id]: term }
              onSet({ position: Object.keys(next).length > 0 ? next : undefined })
            }}
            data={[
              { value: '', label: t('options.noPosition') },
              ...terms.map((term) => ({ value: term.id, label: term.label[lang] || term.label.fr || '…' })),
            ]}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  )
}
