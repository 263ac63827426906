import type { OpenBallot } from '@tablee/board/content'
import type { Ballot, BallotTerms } from '@tablee/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeTerms, readTurnout } from '../api/ballots.ts'
import { useOwnBallot } from '../ballots/use-own-ballot.ts'
import { errorText } from '../ui/error-text.ts'
import type { OpenVote } from './step-bar-parts.ts'
import buttons from './step-buttons.module.css'
import styles from './step-votes.module.css'

/** How often who leads is told how many have voted, in ms. */
const TURNOUT_MS = 4_000
/** Fewest and most dots of one voter. */
const DOTS = { min: 1, max: 100 }
/** Limits for one note that are offered; whoever wants a higher one wants none. */
const PER_ITEM = [1, 2, 3, 4, 5]

interface StepVotesProps {
  boardId: string
  /** The votes that are open in the zones of the step, each once. */
  votes: readonly OpenVote[]
  /** By whom the person is known on this board; null for who gives no opinion. */
  actorId: string | null
  /** The right `script.run`: she sees how many have voted, and may change its terms until somebody has. */
  mayRun: boolean
}

/** The votes of a step in its bar: what one has left to give, and for who leads how many have voted. */
export function StepVotes({ boardId, votes, actorId, mayRun }: StepVotesProps): ReactNode {
  return votes.map(({ ballot, name, perRespondent }) =>
    mayRun ? (
      <LedVote
        key={ballot.id}
        boardId={boardId}
        ballot={ballot}
        name={votes.length > 1 ? name : null}
        perRespondent={perRespondent}
      />
    ) : actorId !== null && ballot.kind === 'dots' ? (
      <OwnDots key={ballot.id} boardId={boardId} ballot={ballot} actorId={actorId} />
    ) : null,
  )
}

function OwnDots({ boardId, ballot, actorId }: { boardId: string; ballot: OpenBallot; actorId: string }) {
  const { t } = useTranslation('ballots')
  const own = useOwnBallot({ boardId, actorId }, ballot)
  if (!own || own.left === null) return null
  return (
    <p className={styles['vote']} data-step-vote>
      {t(ballot.by === 'organisation' ? 'leftTogether' : 'left', {
        count: own.left,
        budget: ballot.budget ?? 0,
      })}
    </p>
  )
}

interface LedVoteProps {
  boardId: string
  ballot: OpenBallot
  /** The name of its zone, where the step has several votes. */
  name: string | null
  perRespondent: boolean
}

function LedVote({ boardId, ballot: { id, kind, budget, perItem }, name, perRespondent }: LedVoteProps) {
  const { t } = useTranslation('ballots')
  const [turnout, setTurnout] = useState<{ voices: number; voter: Ballot['voter'] } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const leave = new AbortController()
    const ask = async () => {
      if (document.hidden) return
      try {
        setTurnout(await readTurnout(boardId, id, leave.signal))
      } catch {
        // the next answer says it
      }
    }
    void ask()
    const timer = setInterval(() => void ask(), TURNOUT_MS)
    return () => {
      leave.abort()
      clearInterval(timer)
    }
  }, [boardId, id])
  const change = async (terms: BallotTerms) => {
    setProblem(null)
    try {
      // the board says the new numbers, and this is drawn anew
      const { voter } = await changeTerms(boardId, id, terms)
      setTurnout((known) => known && { ...known, voter })
    } catch (error) {
      setProblem(errorText(error, t))
    }
  }
  if (!turnout) return null
  const { voices, voter } = turnout
  return (
    <div className={styles['vote']} data-step-vote data-lead>
      {name !== null && <span>{t('turnout.of', { name })}</span>}
      {voices === 0 ? (
        <BallotTermsForm
          budget={budget}
          perItem={perItem}
          voter={voter}
          asksVoter={!perRespondent}
          change={(terms) => void change(terms)}
        />
      ) : (
        budget !== null && (
          <span className={styles['said']}>
            {t(voter === 'organisation' ? 'turnout.perOrganisation' : 'turnout.perPerson', { count: budget })}
            {perItem !== null && `, ${t('turnout.atMost', { count: perItem })}`}
          </span>
        )
      )}
      <span role="status">{t(`turnout.${kind === 'scores' ? 'scored' : 'voted'}`, { count: voices })}</span>
      {problem && <span className={styles['problem']}>{problem}</span>}
    </div>
  )
}

interface BallotTermsFormProps extends Pick<OpenBallot, 'budget' | 'perItem'> {
  voter: Ballot['voter']
  asksVoter: boolean
  change(terms: BallotTerms): void
}

/** How many dots each has, how many at most on one note, and who votes: as long as nobody has. */
function BallotTermsForm({ budget, perItem, voter, asksVoter, change }: BallotTermsFormProps) {
  const { t } = useTranslation('ballots')
  const limits = perItem === null || PER_ITEM.includes(perItem) ? PER_ITEM : [...PER_ITEM, perItem]
  return (
    <>
      {budget !== null && (
        <span className={styles['dots']}>
          <button
            type="button"
            className={buttons['icon']}
            aria-label={t('turnout.fewer')}
            title={t('turnout.fewer')}
            disabled={budget <= DOTS.min}
            onClick={() => change({ budget: budget - 1 })}
          >
            −
          </button>
          {t('dots.mine', { count: budget })}
          <button
            type="button"
            className={buttons['icon']}
            aria-label={t('turnout.more')}
            title={t('turnout.more')}
            disabled={budget >= DOTS.max}
            onClick={() => change({ budget: budget + 1 })}
          >
            +
          </button>
        </span>
      )}
      {asksVoter && (
        <select
          className={styles['terms']}
          aria-label={t('turnout.voter')}
          value={voter}
          onChange={({ currentTarget: { value } }) =>
            change({ voter: value === 'organisation' ? 'organisation' : 'person' })
          }
        >
          <option value="person">{t('turnout.person')}</option>
          <option value="organisation">{t('turnout.organisation')}</option>
        </select>
      )}
      {budget !== null && (
        <select
          className={styles['terms']}
          aria-label={t('perItem')}
          value={perItem ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ perItem: value === '' ? null : Number(value) })
          }
        >
          <option value="">{t('turnout.noLimit')}</option>
          {limits.map((limit) => (
            <option key={limit} value={limit}>
              {t('turnout.atMost', { count: limit })}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
