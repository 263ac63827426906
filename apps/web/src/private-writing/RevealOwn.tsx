import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../ui/error-text.ts'
import type { NotesKeeper } from './notes-keeper.ts'
import styles from './private-writing.module.css'

interface RevealOwnProps {
  keeper: NotesKeeper
  curtainId: string
  /** How many of her notes there are kept and hidden. */
  count: number
}

/** Shows one's own signed notes before the others are shown: asked twice, since it cannot be taken back. */
export function RevealOwn({ keeper, curtainId, count }: RevealOwnProps): ReactNode {
  const { t } = useTranslation('curtains')
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const reveal = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await keeper.reveal(curtainId)
      setAsked(false)
    } catch (error) {
      setProblem(errorText(error, t))
    } finally {
      setBusy(false)
    }
  }
  if (!isAsked)
    return (
      <button type="button" className={styles['button']} onClick={() => setAsked(true)}>
        {t('own.reveal', { count })}
      </button>
    )
  return (
    <div className={styles['asked']}>
      <p>{t('own.sure', { count })}</p>
      <button type="button" className={styles['primary']} disabled={isBusy} onClick={() => void reveal()}>
        {t('lead.reveal')}
      </button>
      <button type="button" className={styles['button']} onClick={() => setAsked(false)}>
        {t('lead.notYet')}
      </button>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
