import { Button, FileInput, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import type { ImportPreview, OwnTemplateList } from '@tablee/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importTemplate, ownTemplatesQuery, previewImport } from '../api/own-templates.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'
import { ImportedWords } from './ImportedWords.tsx'

/** Where it may be kept. */
export interface ImportMethodDialogProps {
  programmes: OwnTemplateList['programmes']
  onClose(): void
}

/** Takes in a method's file from another instance of Tablée; words that it would add to the programme are asked about. */
export function ImportMethodDialog({ programmes, onClose }: ImportMethodDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [programmeId, setProgramme] = useState(programmes[0]?.id ?? '')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const take = useCommand({
    run: async (chosen: File) => importTemplate({ programmeId, file: await chosen.text() }),
    refresh: [ownTemplatesQuery.queryKey, ['templates'], ['vocabularies']],
    onDone: ({ id }) => {
      void navigate({ to: '/methodes/$templateId', params: { templateId: id } }) // the router reports its own errors
    },
    onProblem: () => undefined, // shown below
  })
  const look = useCommand({
    run: async (chosen: File) => previewImport({ programmeId, file: await chosen.text() }),
    refresh: [],
    onDone: (seen, chosen) => {
      if (seen.words.length === 0) take.mutate(chosen)
      else setPreview(seen)
    },
    onProblem: () => undefined, // shown below
  })
  const problem = look.error ?? take.error
  const isBusy = look.isPending || take.isPending || take.isSuccess
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!file) return
          if (preview) take.mutate(file)
          else look.mutate(file)
        }}
      >
        <Stack>
          {preview ? (
            <ImportedWords
              preview={preview}
              programme={programmes.find(({ id }) => id === programmeId)?.name ?? ''}
            />
          ) : (
            <>
              <Text c="dimmed">{t('import.text')}</Text>
              <FileInput
                label={t('import.file')}
                placeholder={t('import.choose')}
                accept="application/json,.json"
                value={file}
                onChange={(chosen) => {
                  setFile(chosen)
                  look.reset()
                  take.reset()
                }}
              />
              {programmes.length > 1 && (
                <NativeSelect
                  label={t('new.programme')}
                  value={programmeId}
                  onChange={(event) => setProgramme(event.currentTarget.value)}
                  data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
            </>
          )}
          {problem && <ErrorNotice error={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={isBusy} disabled={!file}>
              {t(preview ? 'import.addWords' : 'import.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
