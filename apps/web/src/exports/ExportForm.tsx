import { Button, Group, Stack, Text } from '@mantine/core'
import type { ExportFormat } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DownloadedFile } from '../api/request.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { notifyDone } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { FormatChoice } from './FormatChoice.tsx'
import { saveFile } from './save-file.ts'

/** Where the file comes from. */
export interface ExportFormProps {
  fetchFile(format: ExportFormat): Promise<DownloadedFile>
  onClose(): void
  /** Something has still to be chosen. */
  disabled?: boolean
}

/** The choice of a format, and the button that brings the file. */
export function ExportForm({ fetchFile, onClose, disabled = false }: ExportFormProps): ReactNode {
  const { t } = useTranslation('exports')
  const [format, setFormat] = useState<ExportFormat>('pdf')
  const fetching = useCommand<void, DownloadedFile>({
    run: () => fetchFile(format),
    refresh: [],
    onDone(file) {
      saveFile(file)
      notifyDone(t('done', { name: file.name }))
      onClose()
    },
    onProblem: () => undefined, // shown in the form
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        fetching.mutate()
      }}
    >
      <Stack>
        <FormatChoice value={format} onChange={setFormat} />
        <Text size="sm" c="dimmed">
          {t('privacy')}
        </Text>
        {fetching.error && <ErrorNotice error={fetching.error} />}
        <Group justify="flex-end">
          {fetching.isPending && (
            <Text size="sm" c="dimmed" role="status">
              {t('preparing')}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button type="submit" loading={fetching.isPending} disabled={disabled}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
