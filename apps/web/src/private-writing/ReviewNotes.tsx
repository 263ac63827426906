import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeNote, resumeWriting, reviewNotes } from '../api/private-writing.ts'
import { errorText } from '../ui/error-text.ts'
import styles from './private-writing.module.css'

interface ReviewNotesProps {
  boardId: string
  curtainId: string
  isReading: boolean
}

type Read = Awaited<ReturnType<typeof reviewNotes>>['notes']

/** The anonymous notes before they are revealed, without their writers; everybody is told that they are being read. */
export function ReviewNotes({ boardId, curtainId, isReading }: ReviewNotesProps): ReactNode {
  const { t } = useTranslation('curtains')
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(errorText(error, t))
    }
  }
  const notes = isReading ? read : null
  return (
    <>
      {notes === null ? (
        <button
          type="button"
          className={styles['button']}
          onClick={() => void attempt(async () => setRead((await reviewNotes(boardId, curtainId)).notes))}
        >
          {t(isReading ? 'review.again' : 'review.start')}
        </button>
      ) : (
        <>
          <p className={styles['prompt']}>{t('review.told')}</p>
          {notes.length === 0 && <p>{t('review.none')}</p>}
          <ul className={styles['read']}>
            {notes.map(({ id, text, cells }) => (
              <li key={id}>
                <p>{[text, ...Object.values(cells)].filter((part) => part !== '').join(' · ')}</p>
                <button
                  type="button"
                  className={styles['small']}
                  onClick={() =>
                    void attempt(async () => {
                      await removeNote(boardId, curtainId, id)
                      setRead(notes.filter((note) => note.id !== id))
                    })
                  }
                >
                  {t('review.remove')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {isReading && (
        <button
          type="button"
          className={styles['button']}
          onClick={() =>
            void attempt(async () => {
              await resumeWriting(boardId, curtainId)
              setRead(null)
            })
          }
        >
          {t('review.resume')}
        </button>
      )}
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
