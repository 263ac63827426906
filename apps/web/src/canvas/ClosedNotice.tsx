import { LANGUAGES } from '@tablee/board/content'
import { forgetOffline } from '@tablee/sync/client'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../exports/save-file.ts'
import { BoardNotice } from './BoardNotice.tsx'
import { type ClosedBoard, wayOn } from './closed-reasons.ts'
import { useHeldPage } from './hold-page.ts'
import { wordsOfCopy } from './words-of-copy.ts'

interface ClosedNoticeProps extends ClosedBoard {
  boardId: string
  /** Whose copy of the board that is. */
  actorId: string
  backHref: string
}

/** Makes old editors of plain text read it as what it is. */
const TEXT_MARK = '\ufeff'

/** Says why a board is no longer open here, what is safe, and what to do next. */
export function ClosedNotice({ reason, unsaved, kept, boardId, actorId, backHref }: ClosedNoticeProps) {
  const { t } = useTranslation('canvas')
  const [isExported, setExported] = useState(false)
  const words = useWords(unsaved, actorId)
  const way = wayOn(reason)
  /** The reload would throw away what only this device has. */
  const losesWords = unsaved !== null && (way.copyIsSpent || !kept)
  useHeldPage(unsaved !== null && !kept && !isExported)
  const reload = async () => {
    // A browser that keeps the copy all the same shows this notice again: nothing is lost by that.
    if (way.copyIsSpent) await forgetOffline(boardId, actorId).catch(() => undefined)
    location.reload()
  }
  const save = (name: string, content: Blob) => {
    saveFile({ name, content })
    setExported(true)
  }
  const saveWhole = (update: Uint8Array) =>
    save(`${boardId}.yjs`, new Blob([new Uint8Array(update)], { type: 'application/octet-stream' }))
  const saveWords = (text: string) => {
    const day = new Date().toISOString().slice(0, 10)
    save(
      `${t('closed.file.name')}-${day}.txt`,
      new Blob([TEXT_MARK, text], { type: 'text/plain;charset=utf-8' }),
    )
  }
  const lossWords = reason === 'epoch_mismatch' ? 'closed.replaced' : 'closed.spent'
  const unsavedWords = losesWords ? lossWords : 'closed.unsaved'
  const safety = unsaved ? unsavedWords : way.reloadable && 'closed.safe'
  return (
    <BoardNotice
      title={t([`closed.${way.words}.title`, 'closed.other.title'])}
      text={[t([`closed.${way.words}.text`, 'closed.other.text']), safety && t(safety)]
        .filter(Boolean)
        .join(' ')}
    >
      {unsaved && (
        <button
          type="button"
          className="board-button board-button--main"
          onClick={() => (words === null ? saveWhole(unsaved) : saveWords(words))}
        >
          {t('closed.export')}
        </button>
      )}
      {way.reloadable && (
        <button
          type="button"
          className={unsaved ? 'board-button' : 'board-button board-button--main'}
          disabled={losesWords && !isExported}
          onClick={() => void reload()}
        >
          {t('closed.reload')}
        </button>
      )}
      <a
        className={way.reloadable || unsaved ? 'board-button' : 'board-button board-button--main'}
        href={backHref}
      >
        {t('back')}
      </a>
      {unsaved && words !== null && (
        <button type="button" className="board-button" onClick={() => saveWhole(unsaved)}>
          {t('closed.whole')}
        </button>
      )}
    </BoardNotice>
  )
}

/** What the copy says, in words; null when it holds no board. */
function useWords(unsaved: Uint8Array | null, actorId: string): string | null {
  const { t, i18n } = useTranslation('canvas')
  return useMemo(() => {
    if (unsaved === null) return null
    const lang = LANGUAGES.find((each) => each === i18n.language) ?? 'fr'
    const headings = {
      how: t('closed.file.how'),
      own: t('closed.file.own'),
      others: t('closed.file.others'),
      noZone: t('search.noZone'),
    }
    return wordsOfCopy(unsaved, { actorId, lang, headings })
  }, [unsaved, actorId, t, i18n.language])
}
