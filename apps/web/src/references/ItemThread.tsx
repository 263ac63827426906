import type { Lang } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardPath, type LightView } from '../outline/page-address.ts'
import { itemFragment } from '../search/item-link.ts'
import type { Thread } from './board-threads.ts'
import './references.css'

interface ItemThreadProps {
  thread: Thread
  lang: Lang
  /** The view that its links open: the one that is on screen. */
  view: LightView | 'canvas'
}

/** Where a note comes from and what was made from it, each one click away. */
export function ItemThread({ thread: { reference, dependents }, lang, view }: ItemThreadProps): ReactNode {
  const { t } = useTranslation('references')
  const linkTo = (boardId: string, itemId: string, text: string) => (
    <a href={`${boardPath(boardId, view)}#${itemFragment(itemId)}`}>{text}</a>
  )
  const placeOf = (zone: Readonly<Record<Lang, string>> | null, board: string) =>
    zone ? t('place', { zone: zone[lang], board }) : board
  const source = reference?.source
  const [first] = dependents
  return (
    <div className="thread" data-thread={reference?.state ?? 'source'}>
      {reference?.group && (
        <p>
          {t('group')} <strong>{reference.group}</strong>
        </p>
      )}
      {reference?.state === 'hidden' && !reference.group && <p>{t('hidden')}</p>}
      {source && reference.state === 'gone' && (
        <p className="thread__gone">
          <span aria-hidden>!</span> {t('gone', { board: source.boardTitle })}
        </p>
      )}
      {source && reference.state !== 'gone' && (
        <p>
          {t('from')} {linkTo(source.boardId, source.itemId, placeOf(source.zone, source.boardTitle))}
        </p>
      )}
      {source && reference.state === 'reworded' && (
        <p className="thread__before">{t('before', { text: source.text })}</p>
      )}
      {first && dependents.length === 1 && (
        <p>
          {t('takenInto')} {linkTo(first.board.id, first.dependentId, placeOf(first.zone, first.board.title))}
        </p>
      )}
      {dependents.length > 1 && (
        <>
          <p>{t('takenInto')}</p>
          <ul>
            {dependents.map(({ board, dependentId, zone }) => (
              <li key={`${board.id} ${dependentId}`}>
                {linkTo(board.id, dependentId, placeOf(zone, board.title))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
