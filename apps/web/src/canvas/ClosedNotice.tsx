import { forgetOffline } from '@tablee/sync/client'
import type { CloseReason } from '@tablee/sync/close-codes'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoardNotice } from './BoardNotice.tsx'
import { wayOn } from './closed-reasons.ts'

interface ClosedNoticeProps {
  reason: CloseReason
  /** Changes of this device that the server does not have, as one Yjs update. */
  unsaved: Uint8Array | null
  boardId: string
  /** Whose copy of the board that is. */
  actorId: string
  backHref: string
}

/** Says why a board is no longer open here, what is safe, and what to do next. */
export function ClosedNotice({ reason, unsaved, boardId, actorId, backHref }: ClosedNoticeProps) {
  const { t } = useTranslation('canvas')
  const [isExported, setExported] = useState(false)
  const { reloadable, copyIsSpent, words } = wayOn(reason)
  /** The reload would throw away what only this device has. */
  const mustExport = copyIsSpent && unsaved !== null && !isExported
  const reload = async () => {
    // A browser that keeps the copy all the same shows this notice again: nothing is lost by that.
    if (copyIsSpent) await forgetOffline(boardId, actorId).catch(() => undefined)
    location.reload()
  }
  const unsavedWords = copyIsSpent ? 'closed.spent' : 'closed.unsaved'
  const safety = unsaved ? unsavedWords : reloadable && 'closed.safe'
  return (
    <BoardNotice
      title={t([`closed.${words}.title`, 'closed.other.title'])}
      text={[t([`closed.${words}.text`, 'closed.other.text']), safety && t(safety)].filter(Boolean).join(' ')}
    >
      {unsaved && (
        <button
          type="button"
          className="board-button board-button--main"
          onClick={() => {
            saveToDevice(unsaved, `${boardId}.yjs`)
            setExported(true)
          }}
        >
          {t('closed.export')}
        </button>
      )}
      {reloadable && (
        <button
          type="button"
          className={unsaved ? 'board-button' : 'board-button board-button--main'}
          disabled={mustExport}
          onClick={() => void reload()}
        >
          {t('closed.reload')}
        </button>
      )}
      <a
        className={reloadable || unsaved ? 'board-button' : 'board-button board-button--main'}
        href={backHref}
      >
        {t('back')}
      </a>
    </BoardNotice>
  )
}

function saveToDevice(update: Uint8Array, fileName: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(update)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
