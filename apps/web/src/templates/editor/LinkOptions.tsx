import { NativeSelect, SimpleGrid } from '@mantine/core'
import type { CurrentVocabulary, DraftZone } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId, type OtherZone } from './draft-changes.ts'
import { WordListSelect } from './WordListSelect.tsx'

type Options = DraftZone['options']

/** A zone of arrows. */
export interface LinkOptionsProps {
  options: Options
  place: { zone: number; zoneId: string }
  others: readonly OtherZone[]
  vocabularies: readonly CurrentVocabulary[]
  onSet(change: Partial<Options>): void
}

/** Between which zones arrows lead, and which words they may carry. */
export function LinkOptions({ options, place, others, vocabularies, onSet }: LinkOptionsProps): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
      {(['from', 'to'] as const).map((end) => (
        <NativeSelect
          key={end}
          id={fieldId({ ...place, field: end })}
          label={t(`options.${end}`)}
          value={options[end] ?? 'any'}
          onChange={(event) => onSet({ [end]: event.currentTarget.value })}
          data={[
            { value: 'any', label: t('options.any') },
            ...others.map(({ value, label }) => ({ value, label })),
          ]}
        />
      ))}
      <WordListSelect
        id={fieldId({ ...place, field: 'linkLabel' })}
        label={t('options.linkWords')}
        none={t('options.noLinkWords')}
        value={options.label}
        vocabularies={vocabularies}
        onChange={(label) => onSet({ label })}
      />
    </SimpleGrid>
  )
}
