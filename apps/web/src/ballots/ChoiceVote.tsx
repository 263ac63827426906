import type { BallotLine } from '@tablee/board'
import { useId } from 'react'
import styles from './ballots.module.css'
import type { OwnBallotHandle } from './use-own-ballot.ts'

interface ChoiceVoteProps {
  own: OwnBallotHandle
  /** The zone's question. */
  question: string
  /** `ballotLines` of the zone. */
  answers: readonly BallotLine[]
}

/** One answer out of a few. */
export function ChoiceVote({ own, question, answers }: ChoiceVoteProps) {
  const name = useId()
  return (
    <fieldset className={styles['choice']} disabled={own.ballot === null}>
      <legend className={styles['legend']}>{question}</legend>
      {answers.map(({ key, label }) => (
        <label key={key} className={styles['answer']}>
          <input type="radio" name={name} checked={own.votes[key] === 1} onChange={() => own.choose(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
