import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { LANGUAGES, type LocalisedText } from '@tablee/board'
import type { ChangeVocabularyRequest } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Longest word, in characters. */
const LABEL_MAX = 120

/** What is to be named: a new list or word, or one that has a name already. */
export type WordAsked =
  | { kind: 'vocabulary_added' }
  | { kind: 'vocabulary_relabelled'; vocabularyId: string; label: LocalisedText }
  | { kind: 'term_added'; vocabularyId: string }
  | { kind: 'term_relabelled'; vocabularyId: string; termId: string; label: LocalisedText }

/** The word and what becomes of it. */
export interface WordDialogProps {
  asked: WordAsked
  busy: boolean
  onSubmit(request: ChangeVocabularyRequest): void
  onClose(): void
}

/** Names a list or a word in three languages. Its id never changes: what was written with it keeps its meaning. */
export function WordDialog({ asked, busy, onSubmit, onClose }: WordDialogProps): ReactNode {
  const { t } = useTranslation('vocabularies')
  const [label, setLabel] = useState<LocalisedText>(
    'label' in asked ? asked.label : { fr: '', nl: '', en: '' },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`dialog.${asked.kind}`)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (label.fr.trim() !== '') onSubmit({ ...asked, label })
        }}
      >
        <Stack>
          {'label' in asked && <Text c="dimmed">{t('dialog.relabelHint')}</Text>}
          {LANGUAGES.map((lang) => (
            <TextInput
              key={lang}
              label={t(`langs.${lang}`)}
              lang={lang}
              value={label[lang]}
              maxLength={LABEL_MAX}
              required={lang === 'fr'}
              withAsterisk={false}
              data-autofocus={lang === 'fr' || undefined}
              onChange={(event) => setLabel({ ...label, [lang]: event.currentTarget.value })}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={busy} disabled={label.fr.trim() === ''}>
              {t('save', { ns: 'common' })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
