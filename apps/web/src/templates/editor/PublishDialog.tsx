import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { diffTemplates, FIRST_VERSION, type MissingTexts, nextVersion, shortVersion } from '@tablee/templates'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type OwnTemplate,
  ownTemplateQuery,
  ownTemplatesQuery,
  publishTemplate,
} from '../../api/own-templates.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { ChangeList } from './ChangeList.tsx'
import type { LiveDraft } from './use-draft.ts'

/** Longest note about a version, in characters. */
const NOTE_MAX = 500

/** The draft that is to become a version. */
export interface PublishDialogProps {
  own: OwnTemplate
  live: LiveDraft
  /** What is not translated: it will stand there in French. */
  missing: MissingTexts
  onPublished(): void
  onClose(): void
}

/** Shows what will be different, asks once, publishes for good. */
export function PublishDialog({ own, live, missing, onPublished, onClose }: PublishDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const [note, setNote] = useState('')
  const changes = own.base ? diffTemplates(own.base.content, live.draft) : []
  const version = own.base ? nextVersion(own.base.version, changes) : FIRST_VERSION
  const publish = useCommand({
    run: async () => publishTemplate(own.id, { revision: await live.flush(), note: note.trim() }),
    refresh: [ownTemplateQuery(own.id).queryKey, ownTemplatesQuery.queryKey, ['templates']],
    done: t('publish.done', { version: shortVersion(version) }),
    onDone: onPublished,
    onProblem: () => undefined, // shown below
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('publish.title', { version: shortVersion(version) })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Stack>
        <Text>{t('publish.text')}</Text>
        {own.base && (
          <Stack gap="xs">
            <Text fw={600}>{t('publish.changes', { version: shortVersion(own.base.version) })}</Text>
            <ChangeList changes={changes} />
          </Stack>
        )}
        {(['nl', 'en'] as const).map(
          (lang) =>
            missing[lang].length > 0 && (
              <Text key={lang} size="sm">
                {t('publish.missing', { count: missing[lang].length, lang: t(`langs.${lang}`) })}
              </Text>
            ),
        )}
        <Textarea
          label={t('publish.note')}
          description={t('publish.noteHint')}
          value={note}
          maxLength={NOTE_MAX}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {publish.error && <ErrorNotice error={publish.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button
            loading={publish.isPending}
            disabled={own.version !== null && changes.length === 0}
            onClick={() => publish.mutate()}
          >
            {t('publish.submit', { version: shortVersion(version) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
