import type { BoardContent } from '@tablee/board/content'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeComment, resolveComment, sendComment } from '../api/comments.ts'
import { errorText } from '../ui/error-text.ts'
import { SidePanel } from '../ui/SidePanel.tsx'
import { CommentForm } from './CommentForm.tsx'
import { CommentThreadView } from './CommentThreadView.tsx'
import { type CommentDesk, targetTitle, WHOLE_BOARD, zoneOfTarget } from './comment-desk.ts'
import styles from './comments.module.css'
import { useCommentMarks } from './use-comment-marks.ts'
import { useComments } from './use-comments.ts'

interface CommentsTrayProps {
  desk: CommentDesk
  content: BoardContent | null
}

/** What is said on the board, beside it or over its lower half on a phone: conversations, and a place to begin one. */
export function CommentsTray({ desk, content }: CommentsTrayProps): ReactNode {
  const { t } = useTranslation(['comments', 'errors', 'secrets'])
  const { boardId, lang, shown, show, goTo, doc } = desk
  const { revision } = useCommentMarks(doc)
  const { comments, problem, change } = useComments(boardId, revision)
  const [showsResolved, setShowsResolved] = useState(false)
  const panel = useRef<HTMLElement>(null)
  /** What was pressed may be gone with what it was about: the focus stays in the tray. */
  const tidy = async (run: Parameters<typeof change>[0]) => {
    await change(run)
    panel.current?.focus()
  }
  const target = shown ?? WHOLE_BOARD
  const title = target === WHOLE_BOARD ? null : targetTitle(content, target, lang)
  const all = comments?.threads ?? []
  const own = target === WHOLE_BOARD ? all : all.filter(({ targetId }) => targetId === target)
  const open = own.filter(({ resolved }) => !resolved)
  const listed = showsResolved ? own : open
  const isAnonymousAt = (targetId: string) =>
    comments?.anonymousZones.includes(zoneOfTarget(content, targetId) ?? '') ?? false
  return (
    <SidePanel
      title={t('title')}
      closeLabel={t('close')}
      onClose={() => show(null)}
      className={styles['tray']}
      lang={lang}
      mark="comments-tray"
      panel={panel}
    >
      {target !== WHOLE_BOARD && (
        <p className={styles['about']}>
          <strong>{title ?? t('gone')}</strong>
          <button type="button" className={styles['quiet']} onClick={() => show(WHOLE_BOARD)}>
            {t('showAll')}
          </button>
        </p>
      )}
      {problem && (
        <p role="alert" className={styles['problem']}>
          {errorText(problem, t)}
        </p>
      )}
      {comments && (
        <>
          <p role="status" className={styles['count']}>
            {t('open', { count: open.length })}
          </p>
          {listed.map((thread) => (
            <CommentThreadView
              key={thread.id}
              thread={thread}
              title={target === WHOLE_BOARD ? targetTitle(content, thread.targetId, lang) : null}
              lang={lang}
              mayModerate={comments.mayModerate}
              onGo={() => {
                goTo(thread.targetId)
              }}
              onResolve={() => void tidy(() => resolveComment(boardId, thread.id, !thread.resolved))}
              onRemove={(id) => void tidy(() => removeComment(boardId, id))}
              answer={
                comments.mayComment ? (
                  <CommentForm
                    kind="answer"
                    people={comments.people}
                    isAnonymous={isAnonymousAt(thread.targetId)}
                    onSend={(said) =>
                      change(() =>
                        sendComment(boardId, { ...said, targetId: thread.targetId, threadId: thread.id }),
                      )
                    }
                  />
                ) : null
              }
            />
          ))}
          {own.length > open.length && (
            <button
              type="button"
              className={styles['quiet']}
              onClick={() => setShowsResolved(!showsResolved)}
            >
              {t(showsResolved ? 'hideResolved' : 'showResolved', { count: own.length - open.length })}
            </button>
          )}
          {comments.mayComment ? (
            <NewComment
              key={target}
              desk={desk}
              content={content}
              people={comments.people}
              isAnonymousAt={isAnonymousAt}
              onSend={(targetId, said) => change(() => sendComment(boardId, { ...said, targetId }))}
            />
          ) : (
            <p className={styles['hint']}>{t('mayNot')}</p>
          )}
        </>
      )}
    </SidePanel>
  )
}

interface NewCommentProps extends CommentsTrayProps {
  people: Parameters<typeof CommentForm>[0]['people']
  isAnonymousAt(targetId: string): boolean
  onSend(targetId: string, said: Parameters<Parameters<typeof CommentForm>[0]['onSend']>[0]): Promise<boolean>
}

/** Begins a conversation: about the note that was chosen, else about a zone. */
function NewComment({ desk, content, people, isAnonymousAt, onSend }: NewCommentProps): ReactNode {
  const { t } = useTranslation('comments')
  const { shown, lang } = desk
  const zones = content?.zones.filter(({ area }) => area !== null) ?? []
  const [zoneId, setZoneId] = useState(zones[0]?.zone.id ?? '')
  const isChosen = shown !== null && shown !== WHOLE_BOARD
  const targetId = isChosen ? shown : zoneId
  if (targetId === '' || (isChosen && targetTitle(content, targetId, lang) === null)) return null
  return (
    <div className={styles['new']}>
      <h3>{t('begin')}</h3>
      {!isChosen && (
        <label className={styles['field']}>
          {t('about')}
          <select value={zoneId} onChange={({ currentTarget }) => setZoneId(currentTarget.value)}>
            {zones.map(({ zone }) => (
              <option key={zone.id} value={zone.id}>
                {zone.label[lang]}
              </option>
            ))}
          </select>
        </label>
      )}
      <CommentForm
        key={targetId}
        kind="new"
        people={people}
        isAnonymous={isAnonymousAt(targetId)}
        onSend={(said) => onSend(targetId, said)}
      />
    </div>
  )
}
