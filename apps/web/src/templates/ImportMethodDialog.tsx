import { Button, FileInput, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import type { OwnTemplateList } from '@tablee/contract'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importTemplate, ownTemplatesQuery } from '../api/own-templates.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Where it may be kept. */
export interface ImportMethodDialogProps {
  programmes: OwnTemplateList['programmes']
  onClose(): void
}

/** Takes in a method's file from another instance of Tablée. */
export function ImportMethodDialog({ programmes, onClose }: ImportMethodDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [programmeId, setProgramme] = useState(programmes[0]?.id ?? '')
  const take = useCommand({
    run: async (chosen: File) => importTemplate({ programmeId, file: await chosen.text() }),
    refresh: [ownTemplatesQuery.queryKey, ['templates']],
    onDone: ({ id }) => {
      void navigate({ to: '/methodes/$templateId', params: { templateId: id } }) // the router reports its own errors
    },
    onProblem: () => undefined, // shown below
  })
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
          if (file) take.mutate(file)
        }}
      >
        <Stack>
          <Text c="dimmed">{t('import.text')}</Text>
          <FileInput
            label={t('import.file')}
            placeholder={t('import.choose')}
            accept="application/json,.json"
            value={file}
            onChange={setFile}
          />
          {programmes.length > 1 && (
            <NativeSelect
              label={t('new.programme')}
              value={programmeId}
              onChange={(event) => setProgramme(event.currentTarget.value)}
              data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          {take.error && <ErrorNotice error={take.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={take.isPending || take.isSuccess} disabled={!file}>
              {t('import.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
