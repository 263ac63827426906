import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { AttentionIcon } from './AttentionIcon.tsx'
import styles from './attention.module.css'
import { followReactions, type PassingReaction } from './reactions.ts'

/** How long a reaction is seen, in ms. */
const PASSES_MS = 4_000
/** Most that are seen at a time: a whole room that claps is no avalanche. */
const SEEN_MAX = 6

/** Reactions on their way past the board, with who sent them. They are not read aloud: they ask for nothing. */
export function PassingReactions({ awareness }: { awareness: Awareness }): ReactNode {
  const { t } = useTranslation('attention')
  const [passing, setPassing] = useState<readonly PassingReaction[]>([])
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>()
    const stop = followReactions(awareness, (reaction) => {
      setPassing((before) => [...before, reaction].slice(-SEEN_MAX))
      const timer = setTimeout(() => {
        timers.delete(timer)
        setPassing((before) => before.filter(({ key }) => key !== reaction.key))
      }, PASSES_MS)
      timers.add(timer)
    })
    return () => {
      stop()
      for (const timer of timers) clearTimeout(timer)
    }
  }, [awareness])
  return (
    <ul className={styles['reactions']} data-reactions>
      {passing.map(({ key, kind, name }) => (
        <li key={key} data-reaction={kind}>
          <span role="img" aria-label={t(`reaction.${kind}`)}>
            <AttentionIcon name={kind} size={26} />
          </span>
          {name}
        </li>
      ))}
    </ul>
  )
}
