import type { Lang } from '@tablee/board/content'
import { type ListedZone, TAKEN_ITEMS_MAX } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_VOTED, mostVoted, rankItems } from './take-plan.ts'

interface ItemChoiceProps {
  zone: ListedZone
  /** Whether an item was taken into this board before. */
  isTaken(itemId: string): boolean
  /** How many more the target takes; null without a bound. */
  left: number | null
  isBusy: boolean
  chosen: readonly string[]
  onChoose(itemIds: readonly string[]): void
  /** Takes these with one click. */
  onTakeNow(itemIds: readonly string[]): void
  lang: Lang
}

/** The notes of a zone to choose from, the most voted first; those can be taken with one click. */
export function ItemChoice(props: ItemChoiceProps): ReactNode {
  const { zone, isTaken, left, isBusy, chosen, onChoose, onTakeNow, lang } = props
  const { t } = useTranslation('references')
  const ranked = rankItems(zone)
  const offered = ranked.filter(({ id }) => !isTaken(id)).slice(0, TAKEN_ITEMS_MAX)
  const best = mostVoted(zone, MOST_VOTED).filter(({ id }) => !isTaken(id))
  const areAllChosen = offered.length > 0 && offered.every(({ id }) => chosen.includes(id))
  const isMixed = chosen.length > 0 && !areAllChosen
  return (
    <>
      {best.length > 0 && (
        <button
          type="button"
          className="board-button take__best"
          disabled={isBusy || (left !== null && best.length > left)}
          onClick={() => onTakeNow(best.map(({ id }) => id))}
        >
          {t('takeMostVoted', { count: best.length, zone: zone.label[lang] })}
        </button>
      )}
      <fieldset className="take__items">
        <legend>{t(best.length > 0 ? 'orChoose' : 'choose')}</legend>
        {ranked.length > 1 && (
          <label className="take__item take__all">
            <input
              type="checkbox"
              checked={areAllChosen}
              ref={(box) => {
                if (box) box.indeterminate = isMixed
              }}
              onChange={() => onChoose(areAllChosen ? [] : offered.map(({ id }) => id))}
            />
            <span>{t('all', { count: offered.length })}</span>
          </label>
        )}
        {ranked.map(({ id, text, votes }) => (
          <label key={id} className="take__item">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ currentTarget }) =>
                onChoose(
                  currentTarget.checked
                    ? ranked.map((item) => item.id).filter((each) => each === id || chosen.includes(each))
                    : chosen.filter((each) => each !== id),
                )
              }
            />
            <span className="take__text">
              {text}
              {isTaken(id) && <small>{t('alreadyTaken')}</small>}
            </span>
            {votes !== null && <span className="take__votes">{t('votes', { count: votes })}</span>}
          </label>
        ))}
      </fieldset>
    </>
  )
}
