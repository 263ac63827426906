import { secretsIn } from '@tablee/cases/secrets'
import {
  type BoardComments,
  COMMENT_KINDS,
  COMMENT_TEXT_MAX,
  type CommentThread,
  type WriteCommentRequest,
} from '@tablee/contract'
import { type ReactNode, useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrivateSecret } from '../secrets/PrivateSecret.tsx'
import styles from './comments.module.css'

/** People whom one may name at once: a phone shows no more. */
const PROPOSED_MAX = 5
/** What is being typed behind the last `@`. */
const NAMING = /(?:^|\s)@([^@\n]{0,40})$/u

const FIELD_NAMES = { comment: 'text', help: 'helpFor', later: 'laterWhat' } as const
const SEND_NAMES = { comment: 'send', help: 'sendHelp', later: 'sendLater' } as const

interface CommentFormProps {
  kind: 'new' | 'answer'
  people: BoardComments['people']
  /** Notes here were written anonymously: nobody signs unless she chooses to. */
  isAnonymous: boolean
  /** @returns whether it was kept; what was typed stays otherwise */
  onSend(said: Pick<WriteCommentRequest, 'id' | 'kind' | 'text' | 'mentions' | 'signed'>): Promise<boolean>
}

/** A field for a comment, with the people whom it may name; whether it asks for help, or puts something aside. */
export function CommentForm({ kind, people, isAnonymous, onSend }: CommentFormProps): ReactNode {
  const { t } = useTranslation('comments')
  const [text, setText] = useState('')
  const [about, setAbout] = useState<CommentThread['kind']>('comment')
  const [signs, setSigns] = useState(!isAnonymous)
  const [isSending, setSending] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  // one id for what is typed now: sent again after a lost answer, it is the same comment
  const commentId = useRef(crypto.randomUUID())
  // the passwords and numbers that she was warned of
  const told = useRef(new Set<string>())
  const tell = useCallback((words: string) => void told.current.add(words), [])
  /** The text that she wanted to send before she was warned. */
  const [held, setHeld] = useState<string | null>(null)
  const id = useId()
  const naming = NAMING.exec(text)?.[1]?.toLowerCase()
  const proposed =
    naming === undefined
      ? []
      : people.filter(({ name }) => name.toLowerCase().startsWith(naming) && name.toLowerCase() !== naming)
  const choose = (name: string) => {
    setText(text.replace(/@[^@\n]*$/u, `@${name} `))
    field.current?.focus()
  }
  const send = async () => {
    if (text.trim() === '' || isSending) return
    // nobody sends what she was not warned of; who sends it again means it
    const untold = secretsIn(text).filter((secret) => !told.current.has(secret.text))
    if (untold.length > 0) {
      for (const secret of untold) tell(secret.text)
      setHeld(text)
      return
    }
    setSending(true)
    const mentions = people.filter(({ name }) => text.includes(`@${name}`)).map(({ actorId }) => actorId)
    const isKept = await onSend({
      id: commentId.current,
      kind: about,
      text,
      mentions,
      signed: signs,
    })
    setSending(false)
    if (!isKept) return
    commentId.current = crypto.randomUUID()
    setText('')
    setAbout('comment')
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label htmlFor={`${id}-text`} className={kind === 'answer' ? styles['unseen'] : styles['label']}>
        {t(kind === 'answer' ? 'answer' : FIELD_NAMES[about])}
      </label>
      <textarea
        id={`${id}-text`}
        ref={field}
        rows={kind === 'answer' ? 1 : 3}
        maxLength={COMMENT_TEXT_MAX}
        value={text}
        placeholder={t(kind === 'answer' ? 'answer' : 'placeholder')}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void send()
        }}
      />
      <PrivateSecret
        text={text}
        isUrgent={held === text}
        onTold={tell}
        onErase={(rest) => {
          setText(rest)
          field.current?.focus()
        }}
      />
      {proposed.length > 0 && (
        <ul className={styles['proposed']} aria-label={t('whom')}>
          {proposed.slice(0, PROPOSED_MAX).map(({ actorId, name }) => (
            <li key={actorId}>
              <button type="button" onClick={() => choose(name)}>
                @{name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {(kind === 'new' || text !== '') && (
        <>
          {kind === 'new' && (
            <fieldset className={styles['kinds']}>
              <legend className={styles['unseen']}>{t('kind.legend')}</legend>
              {COMMENT_KINDS.map((each) => (
                <label key={each} className={styles['check']}>
                  <input
                    type="radio"
                    name={`${id}-kind`}
                    checked={about === each}
                    onChange={() => setAbout(each)}
                  />
                  {t(`kind.${each}`)}
                </label>
              ))}
            </fieldset>
          )}
          {isAnonymous && (
            <label className={styles['check']}>
              <input
                type="checkbox"
                checked={signs}
                onChange={({ currentTarget }) => setSigns(currentTarget.checked)}
              />
              {t('sign')}
            </label>
          )}
          {!signs && <p className={styles['hint']}>{t('unsignedHint')}</p>}
          <button type="submit" className={styles['send']} disabled={text.trim() === '' || isSending}>
            {t(kind === 'answer' ? 'sendAnswer' : SEND_NAMES[about])}
          </button>
        </>
      )}
    </form>
  )
}
