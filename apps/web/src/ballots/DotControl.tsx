import { useTranslation } from 'react-i18next'
import styles from './ballots.module.css'
import type { OwnBallotHandle } from './use-own-ballot.ts'

interface DotControlProps {
  own: OwnBallotHandle
  /** The item's id. */
  itemId: string
  /** What the item says, for those who do not see where the buttons stand. */
  title: string
}

/** The dots that a person gives to one item: fewer, how many, more. */
export function DotControl({ own, itemId, title }: DotControlProps) {
  const { t } = useTranslation('ballots')
  const { ballot, votes, left } = own
  const dots = votes[itemId] ?? 0
  const isFull = left === 0 || (ballot?.perItem !== null && dots >= (ballot?.perItem ?? 0))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around three small controls.
    <span role="group" aria-label={t('dots.of', { title })} className={styles['dots']}>
      <button
        type="button"
        className={styles['step']}
        aria-label={t('dots.fewer', { title })}
        aria-disabled={dots === 0}
        onClick={() => dots > 0 && own.give(itemId, dots - 1)}
      >
        <span aria-hidden>−</span>
      </button>
      <output className={styles['count']} aria-label={t('dots.mine', { count: dots })}>
        {dots}
      </output>
      <button
        type="button"
        className={styles['step']}
        aria-label={t('dots.more', { title })}
        aria-disabled={isFull}
        title={isFull ? t(left === 0 ? 'dots.noneLeft' : 'dots.enough') : undefined}
        onClick={() => !isFull && own.give(itemId, dots + 1)}
      >
        <span aria-hidden>+</span>
      </button>
    </span>
  )
}
