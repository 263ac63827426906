import { secretsIn, withoutSecrets } from '@tablee/cases/secrets'
import { type ReactNode, useEffect, useState } from 'react'
import { SecretQuestion } from './SecretQuestion.tsx'

/** How long after the last letter a text is looked at, in ms: half a password is none. */
const PAUSE_MS = 500

interface PrivateSecretProps {
  text: string
  isFixed?: boolean
  /** Whether it is looked at without waiting: it is about to be sent. */
  isUrgent?: boolean
  onErase(rest: string): void
  /** Told which words she is warned of. */
  onTold?(words: string): void
}

/** The same beside a private note or a comment: others will read it one day, or in a moment. */
export function PrivateSecret(props: PrivateSecretProps): ReactNode {
  const { text, isFixed = false, isUrgent = false, onErase, onTold } = props
  const [allowed, setAllowed] = useState<readonly string[]>([])
  const [read, setRead] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRead(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const found = secretsIn(read === text || isUrgent ? text : '').filter(
    (secret) => !allowed.includes(secret.text),
  )
  const [first] = found
  const words = first?.text
  useEffect(() => {
    if (words !== undefined) onTold?.(words)
  }, [words, onTold])
  return (
    <div role="alert">
      {first && !isFixed && (
        <SecretQuestion
          secret={first}
          onErase={() => onErase(withoutSecrets(text, [first]))}
          onAllow={() => setAllowed((before) => [...before, first.text])}
        />
      )}
    </div>
  )
}
