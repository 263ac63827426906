import type { Writer } from '@tablee/board/edit'
import { type FocusEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type BoardSecret, type BoardSecrets, watchBoardSecrets } from './board-secrets.ts'
import type { OwnWriting } from './own-writing.ts'
import { SecretQuestion } from './SecretQuestion.tsx'
import styles from './secret-notice.module.css'

interface SecretNoticeProps {
  writer: Writer
  writing: OwnWriting
}

/** Tells who just wrote a password or a national number on a board, and nobody else. */
export function SecretNotice({ writer, writing }: SecretNoticeProps): ReactNode {
  const [secrets, setSecrets] = useState<BoardSecrets | null>(null)
  useEffect(() => {
    const watched = watchBoardSecrets(writer, writing)
    setSecrets(watched)
    return watched.stop
  }, [writer, writing])
  return secrets && <Notices secrets={secrets} />
}

const NONE: readonly BoardSecret[] = []

function Notices({ secrets }: { secrets: BoardSecrets }): ReactNode {
  // with the part: words fetched at the first secret would tell the server that there is one
  useTranslation('secrets')
  const [first] = useSyncExternalStore(secrets.subscribe, secrets.list, () => NONE)
  const before = useRef<HTMLElement | null>(null)
  /** Back to where she wrote: the buttons go with the notice. */
  const done = (act: () => void) => {
    act()
    if (before.current?.isConnected) before.current.focus()
  }
  const remember = ({ relatedTarget, currentTarget }: FocusEvent) => {
    const isOurs = relatedTarget instanceof Node && currentTarget.parentElement?.contains(relatedTarget)
    if (relatedTarget instanceof HTMLElement && !isOurs) before.current = relatedTarget
  }
  return (
    <div className={styles['area']} role="alert">
      {first && (
        <SecretQuestion
          secret={first}
          onFocus={remember}
          onErase={() => done(() => secrets.erase(first))}
          onAllow={() => done(() => secrets.allow(first))}
        />
      )}
    </div>
  )
}
