import { Modal } from '@mantine/core'
import type { ExportFormat } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DownloadedFile } from '../api/request.ts'
import { ExportForm } from './ExportForm.tsx'

/** What is exported. */
export interface ExportDialogProps {
  title: string
  fetchFile(format: ExportFormat): Promise<DownloadedFile>
  onClose(): void
}

/** Asks for a format and brings the file. */
export function ExportDialog({ title, fetchFile, onClose }: ExportDialogProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} size="lg" title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <ExportForm fetchFile={fetchFile} onClose={onClose} />
    </Modal>
  )
}
