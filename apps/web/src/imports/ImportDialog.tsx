import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core'
import { TLDRAW_FILE_MAX } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { importTldraw } from '../api/imports.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Onto which board. */
export interface ImportDialogProps {
  boardId: string
  onClose(): void
}

/** Asks for a drawing made with tldraw and puts it beside the zones. */
export function ImportDialog({ boardId, onClose }: ImportDialogProps): ReactNode {
  const { t } = useTranslation('imports')
  const [file, setFile] = useState<File | null>(null)
  const bringing = useCommand({
    run: async (chosen: File) => {
      if (chosen.size > TLDRAW_FILE_MAX) throw new ApiError('payload_too_large')
      return importTldraw(boardId, await chosen.text())
    },
    refresh: [],
    onProblem: () => undefined, // shown in the dialog
  })
  const brought = bringing.data
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {brought ? (
        <Stack>
          <Text role="status">{t('done', { count: brought.shapes })}</Text>
          {brought.images > 0 && <Text>{t('images', { count: brought.images })}</Text>}
          {brought.left > 0 && <Text>{t('left', { count: brought.left })}</Text>}
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t('close', { ns: 'common' })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (file) bringing.mutate(file)
          }}
        >
          <Stack>
            <Text c="dimmed">{t('text')}</Text>
            <FileInput
              size="md"
              label={t('file')}
              placeholder={t('choose')}
              accept=".tldr,application/json"
              value={file}
              onChange={(next) => {
                setFile(next)
                bringing.reset()
              }}
              clearable
              clearButtonProps={{ 'aria-label': t('clear') }}
            />
            {bringing.error && <ErrorNotice error={bringing.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('cancel', { ns: 'common' })}
              </Button>
              <Button type="submit" disabled={file === null} loading={bringing.isPending}>
                {t('submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
