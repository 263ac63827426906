import { NativeSelect } from '@mantine/core'
import type { CurrentVocabulary } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useLang } from '../../ui/use-lang.ts'

/** The lists of words and the one that is chosen. */
export interface WordListSelectProps {
  id: string
  label: string
  description?: string
  /** What stands for no list. */
  none: string
  value: string | undefined
  vocabularies: readonly CurrentVocabulary[]
  onChange(id: string | undefined): void
}

/** Chooses one of the programme's lists of words; one that is not here any more stays to be seen. */
export function WordListSelect(props: WordListSelectProps): ReactNode {
  const { id, label, description, none, value, vocabularies, onChange } = props
  const lang = useLang()
  const isGone = value !== undefined && !vocabularies.some((list) => list.id === value)
  return (
    <NativeSelect
      id={id}
      label={label}
      description={description}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[
        { value: '', label: none },
        ...vocabularies.map((list) => ({ value: list.id, label: list.label[lang] || list.label.fr })),
        ...(isGone ? [{ value, label: value }] : []),
      ]}
    />
  )
}
