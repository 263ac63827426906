import { List, Stack, Text, Title } from '@mantine/core'
import type { ImportPreview } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'

/** Words of one list that are named; the others are counted. */
const NAMED_MAX = 12

/** What the file brings, and where its words would go. */
export interface ImportedWordsProps {
  preview: ImportPreview
  /** The name of the programme whose lists they come into. */
  programme: string
}

/** The words that a package would add to the lists of a programme, before anybody agrees to it. */
export function ImportedWords({ preview, programme }: ImportedWordsProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const say = (text: ImportPreview['title']) => text[lang] || text.fr || text.en || text.nl
  return (
    <Stack gap="sm">
      <Text>{t('import.wordsText', { method: say(preview.title), programme })}</Text>
      <List spacing="xs" listStyleType="none">
        {preview.words.map(({ id, label, isNew, terms }) => (
          <List.Item key={id}>
            <Title order={3} size="h6">
              {t(isNew ? 'import.newList' : 'import.inList', { name: say(label), count: terms.length })}
            </Title>
            <Text size="sm">
              {terms.slice(0, NAMED_MAX).map(say).join(', ')}
              {terms.length > NAMED_MAX && ` ${t('import.moreWords', { count: terms.length - NAMED_MAX })}`}
            </Text>
          </List.Item>
        ))}
      </List>
      {(preview.licence || preview.credits) && (
        <Text size="sm" c="dimmed">
          {[preview.credits, preview.licence].filter(Boolean).join(' · ')}
        </Text>
      )}
    </Stack>
  )
}
