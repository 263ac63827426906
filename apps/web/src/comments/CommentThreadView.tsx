import type { Lang } from '@tablee/board/content'
import type { Comment, CommentThread } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../ui/format-date.ts'
import styles from './comments.module.css'

interface CommentThreadViewProps {
  thread: CommentThread
  /** What it is about; null where that is said above. */
  title: string | null
  lang: Lang
  mayModerate: boolean
  onGo(): void
  onResolve(): void
  onRemove(id: string): void
  /** Where one answers; null when one may not. */
  answer: ReactNode
}

/** A conversation about a note or a zone: what was said, the answers, and whether it is resolved. */
export function CommentThreadView(props: CommentThreadViewProps): ReactNode {
  const { thread, title, lang, mayModerate, onGo, onResolve, onRemove, answer } = props
  const { t } = useTranslation('comments')
  const line = (comment: Comment) => (
    <Said
      key={comment.id}
      comment={comment}
      lang={lang}
      mayRemove={mayModerate || (comment.mine && comment.text !== '')}
      onRemove={onRemove}
    />
  )
  return (
    <article className={styles['thread']} data-resolved={thread.resolved || undefined}>
      {title !== null && (
        <button type="button" className={styles['target']} onClick={onGo}>
          {title}
        </button>
      )}
      {thread.kind !== 'comment' && (
        <p className={styles['help']}>{t(thread.kind === 'help' ? 'help' : 'later')}</p>
      )}
      {line(thread)}
      {thread.answers.length > 0 && <div className={styles['answers']}>{thread.answers.map(line)}</div>}
      {!thread.resolved && answer}
      {thread.mayResolve && (
        <button type="button" className={styles['quiet']} onClick={onResolve}>
          {t(thread.resolved ? 'reopen' : 'resolve')}
        </button>
      )}
    </article>
  )
}

interface SaidProps {
  comment: Comment
  lang: Lang
  mayRemove: boolean
  onRemove(id: string): void
}

function Said({ comment, lang, mayRemove, onRemove }: SaidProps): ReactNode {
  const { t } = useTranslation('comments')
  const { author, text, at, id } = comment
  return (
    <div className={styles['said']}>
      <p className={styles['who']}>
        <strong>{author?.name ?? t('unsigned')}</strong> <span>{formatMoment(at, lang)}</span>
        {mayRemove && (
          <button type="button" className={styles['remove']} onClick={() => onRemove(id)}>
            {t('remove')}
          </button>
        )}
      </p>
      {/* who began a conversation took back what she said; the others' answers stay */}
      <p className={styles['text']} data-withdrawn={text === '' || undefined}>
        {text || t('withdrawn')}
      </p>
    </div>
  )
}
