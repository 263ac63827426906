import type { BallotLine } from '@tablee/board'
import { Fragment, useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './ballots.module.css'
import type { OwnBallotHandle } from './use-own-ballot.ts'

interface ScoreSheetProps {
  own: OwnBallotHandle
  /** `ballotLines` of the zone. */
  lines: readonly BallotLine[]
}

/** A scale of one choice for every line, and how many lines are scored. */
export function ScoreSheet({ own, lines }: ScoreSheetProps) {
  const { t } = useTranslation('ballots')
  const name = useId()
  const { ballot, votes } = own
  if (!ballot?.scale) return null
  const { min, max } = ballot.scale
  const values = Array.from({ length: max - min + 1 }, (_, at) => min + at)
  const scored = lines.filter(({ key }) => votes[key] !== undefined).length
  return (
    <div className={styles['scores']}>
      <p className={styles['progress']} role="status">
        {t('scores.progress', { count: scored, total: lines.length })}
      </p>
      {lines.map(({ key, label, group }, at) => (
        <Fragment key={key}>
          {group !== null && group !== lines[at - 1]?.group && <h4 className={styles['group']}>{group}</h4>}
          <fieldset className={styles['line']}>
            <legend className={styles['legend']}>{label}</legend>
            <span className={styles['scale']}>
              {values.map((value) => (
                <label key={value} className={styles['score']}>
                  <input
                    type="radio"
                    name={`${name}-${key}`}
                    checked={votes[key] === value}
                    onChange={() => own.give(key, value)}
                  />
                  <span>{value}</span>
                </label>
              ))}
              {votes[key] !== undefined && (
                <button
                  type="button"
                  className={styles['clear']}
                  aria-label={t('scores.clear', { line: label })}
                  onClick={() => own.give(key, null)}
                >
                  {t('scores.clearShort')}
                </button>
              )}
            </span>
          </fieldset>
        </Fragment>
      ))}
    </div>
  )
}
