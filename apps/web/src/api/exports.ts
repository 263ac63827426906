import type { ExportFormat } from '@tablee/contract'
import { currentLanguage } from '../ui/i18n.ts'
import { download } from './request.ts'

/** Takes away one board as a file. @throws {ApiError} */
export const exportBoard = (id: string, format: ExportFormat) =>
  download(`/api/boards/${id}/export?format=${format}&lang=${currentLanguage()}`)
/** Takes away several boards of a cohort in one zip. @throws {ApiError} */
export const exportBoards = (cohortId: string, ids: readonly string[], format: ExportFormat) =>
  download(
    `/api/cohorts/${cohortId}/export?format=${format}&lang=${currentLanguage()}&boards=${ids.join(',')}`,
  )
/** Takes away what a snapshot keeps as a file. @throws {ApiError} */
export const exportSnapshot = (id: string, format: ExportFormat) =>
  download(`/api/snapshots/${id}/export?format=${format}&lang=${currentLanguage()}`)
