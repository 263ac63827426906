import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { LANGUAGES, type LocalisedText } from '@tablee/board'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A text in three languages. */
export interface LocalisedFieldProps {
  /** What it is, such as "Consigne". */
  label: string
  /** Id of the French field; the others end in their language. */
  id: string
  value: LocalisedText
  /** Longest that fits in its place, in characters. */
  max: number
  lines?: number
  onChange(text: LocalisedText): void
}

/** The three languages of a text side by side; what is missing or too long is said where it is. */
export function LocalisedField({
  label,
  id,
  value,
  max,
  lines = 1,
  onChange,
}: LocalisedFieldProps): ReactNode {
  const { t } = useTranslation('methods')
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" verticalSpacing={6}>
      {LANGUAGES.map((lang) => {
        const length = value[lang].trim().length
        const field = {
          id: `${id}-${lang}`,
          label: t('field.named', { label, lang: t(`langs.${lang}`) }),
          lang,
          value: value[lang],
          ...(length > max && { error: t('field.tooLong', { length, max }) }),
          ...(length === 0 && {
            description: t(lang === 'fr' ? 'field.needed' : 'field.missing'),
          }),
          inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
            | 'label'
            | 'input'
            | 'description'
            | 'error'
          )[],
        }
        return lines > 1 ? (
          <Textarea
            key={lang}
            {...field}
            autosize
            minRows={lines}
            onChange={(event) => onChange({ ...value, [lang]: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            key={lang}
            {...field}
            onChange={(event) => onChange({ ...value, [lang]: event.currentTarget.value })}
          />
        )
      })}
    </SimpleGrid>
  )
}
