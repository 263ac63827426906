import { useId } from 'react'
import { useTranslation } from 'react-i18next'

interface PointsChoiceProps {
  label: string
  /** The points of the column's scale. */
  points: readonly number[]
  /** The number that the cell holds; null for none. */
  value: number | null
  /** Words that the cell holds in the place of a number. */
  words: string
  isMissing: boolean
  write(value: number | null): void
}

/** The points of a scale side by side, to pick one. */
export function PointsChoice({ label, points, value, words, isMissing, write }: PointsChoiceProps) {
  const { t } = useTranslation('canvas')
  const name = useId()
  const offered = value === null || points.includes(value) ? points : [...points, value]
  return (
    <fieldset className="board-points" data-missing={isMissing}>
      <legend>{label}</legend>
      <div className="board-points__row">
        {offered.map((point) => (
          <label key={point}>
            <input type="radio" name={name} checked={point === value} onChange={() => write(point)} />
            <span>{point}</span>
          </label>
        ))}
        {value !== null && (
          <button type="button" className="board-points__clear" onClick={() => write(null)}>
            {t('panel.clear')}
          </button>
        )}
      </div>
      {words !== '' && (
        <p className="board-field__help">
          {words} · {t('panel.notANumber')}
        </p>
      )}
    </fieldset>
  )
}
