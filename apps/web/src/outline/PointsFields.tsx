import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CellFieldProps, useCell } from './use-cell.ts'

interface PointsProps extends CellFieldProps {
  label: string
  /** The points of the column's scale. */
  points: readonly number[]
}

/** The points of a scale side by side. */
export function ScoreField(props: PointsProps): ReactNode {
  const { cell, readOnly, label, points, isMissing } = props
  const { t } = useTranslation('outline')
  // no browser but Chromium gives a point that is clicked the focus
  const { pick } = useCell(props)
  const name = useId()
  const value = cell?.kind === 'number' ? cell.value : null
  const isOutside = value !== null && !points.includes(value)
  return (
    <fieldset className="light-score" disabled={readOnly}>
      <legend>
        {label}
        {isMissing && <span className="light-missing">{t('missing')}</span>}
      </legend>
      {[...points, ...(isOutside ? [value] : [])].map((step) => (
        <label key={step}>
          <input type="radio" name={name} checked={step === value} onChange={() => pick(step)} />
          <span>{step}</span>
        </label>
      ))}
      {cell?.kind === 'free' && (
        <span className="light-hint">
          {cell.text} · {t('free.score')}
        </span>
      )}
      {!readOnly && (
        // its place is kept: what comes after it would move away under the next finger
        <button
          type="button"
          className="light-button light-button--quiet light-score__clear"
          disabled={value === null}
          onClick={({ currentTarget }) => {
            // the button goes: the person stays at her cell
            currentTarget.closest('fieldset')?.querySelector('input')?.focus()
            pick(null)
          }}
        >
          {t('clear')}
        </button>
      )}
    </fieldset>
  )
}

/** The points of a scale to choose from in a table's cell; a word that stood there is left until one is chosen. */
export function PointsField(props: PointsProps & { id: string }): ReactNode {
  const { cell, id, label, points, firstText } = props
  const { t } = useTranslation('outline')
  const { begin, keep } = useCell(props)
  const value = cell?.kind === 'number' ? cell.value : null
  const held = value === null ? '' : String(value)
  const [chosen, setChosen] = useState(
    firstText !== undefined && points.includes(Number(firstText)) ? firstText : held,
  )
  const offered = value !== null && !points.includes(value) ? [...points, value] : points
  return (
    <select
      id={id}
      className="light-input"
      aria-label={label}
      value={chosen}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the cell was that the person opened
      autoFocus
      onFocus={begin}
      onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      onBlur={() => chosen !== held && keep(chosen === '' ? null : Number(chosen))}
    >
      <option value="">{cell?.kind === 'free' ? cell.text : t('none')}</option>
      {offered.map((point) => (
        <option key={point} value={point}>
          {point}
        </option>
      ))}
    </select>
  )
}
