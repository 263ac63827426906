import type { OpenBallot, ZoneResult } from '@tablee/board'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeBallot, openBallot } from '../api/ballots.ts'
import { errorText } from '../ui/error-text.ts'
import styles from './ballots.module.css'
import type { OwnBallotHandle } from './use-own-ballot.ts'

interface BallotBarProps {
  boardId: string
  zoneId: string
  /** From the board's facts: the ballot that is open on the zone, and what the last one came to. */
  ballot: OpenBallot | null
  result: ZoneResult | null
  /** `ballotKind` of the zone. */
  kind: OpenBallot['kind']
  /** The zone asks each person, and no organisation. */
  perRespondent?: boolean | undefined
  /** The right `ballot.run`. */
  mayRun: boolean
  /** `useOwnBallot` of the open ballot; null for who only reads. */
  own: OwnBallotHandle | null
}

/** Where a zone's ballot stands, what the reader has left, and for who leads the workshop: open and close. */
export function BallotBar({
  boardId,
  zoneId,
  ballot,
  result,
  kind,
  perRespondent,
  mayRun,
  own,
}: BallotBarProps) {
  const { t } = useTranslation('ballots')
  return (
    <div className={styles['bar']}>
      <p className={styles['state']} role="status">
        <strong>{t(ballot ? `open.${ballot.kind}` : result ? 'closed' : `none.${kind}`)}</strong>{' '}
        {ballot && own && <OwnState own={own} />}
        {!ballot && result && <Turnout result={result} />}
      </p>
      {mayRun && ballot && <CloseButton boardId={boardId} ballotId={ballot.id} />}
      {mayRun && !ballot && (
        <OpenForm
          boardId={boardId}
          zoneId={zoneId}
          asksBudget={kind === 'dots'}
          asksVoter={perRespondent !== true}
          again={result !== null}
        />
      )}
    </div>
  )
}

/** How many voices there were and, when some came together, on how many devices. */
function Turnout({ result: { voters, ballots, by } }: { result: ZoneResult }) {
  const { t } = useTranslation('ballots')
  return (
    <>
      {t(by === 'organisation' ? 'organisations' : 'voters', { count: voters })}
      {ballots !== undefined && ` (${t('onBallots', { count: ballots })})`}
    </>
  )
}

function OwnState({ own }: { own: OwnBallotHandle }) {
  const { t } = useTranslation('ballots')
  if (own.saving === 'loading') return t('loading')
  if (own.saving === 'failed')
    return (
      <>
        <span className={styles['problem']}>{errorText(own.problem, t)}</span>{' '}
        <button type="button" className={styles['button']} onClick={own.retry}>
          {t('retry')}
        </button>
      </>
    )
  return (
    <>
      {own.ballot?.voter === 'organisation' && `${t('voterNote')} `}
      {own.left !== null &&
        t(own.ballot?.voter === 'organisation' ? 'leftTogether' : 'left', {
          count: own.left,
          budget: own.ballot?.budget ?? 0,
        })}{' '}
      {own.ballot?.perItem && `${t('perItemRule', { count: own.ballot.perItem })} `}
      {Object.keys(own.votes).length > 0 && t(own.saving)}
    </>
  )
}

function CloseButton({ boardId, ballotId }: { boardId: string; ballotId: string }) {
  const { t } = useTranslation('ballots')
  const [asks, setAsks] = useState(false)
  const { run, busy, problem } = useRequest(() => closeBallot(boardId, ballotId))
  return (
    <div className={styles['actions']}>
      {problem && <span className={styles['problem']}>{problem}</span>}
      {asks ? (
        <>
          <span>{t('close.sure')}</span>
          <button type="button" className={styles['primary']} disabled={busy} onClick={run}>
            {t('close.do')}
          </button>
          <button type="button" className={styles['button']} onClick={() => setAsks(false)}>
            {t('close.cancel')}
          </button>
        </>
      ) : (
        <button type="button" className={styles['button']} onClick={() => setAsks(true)}>
          {t('close.ask')}
        </button>
      )}
    </div>
  )
}

interface OpenFormProps {
  boardId: string
  zoneId: string
  asksBudget: boolean
  asksVoter: boolean
  again: boolean
}

function OpenForm({ boardId, zoneId, asksBudget, asksVoter, again }: OpenFormProps) {
  const { t } = useTranslation('ballots')
  const [budget, setBudget] = useState('')
  const [perItem, setPerItem] = useState('')
  const [isByOrganisation, setByOrganisation] = useState(false)
  const wanted = Number.parseInt(budget, 10)
  const limit = Number.parseInt(perItem, 10)
  const { run, busy, problem } = useRequest(() =>
    openBallot(boardId, {
      zoneId,
      voter: isByOrganisation ? 'organisation' : 'person',
      ...(Number.isInteger(wanted) ? { budget: wanted } : {}),
      ...(Number.isInteger(limit) ? { perItem: limit } : {}),
    }),
  )
  return (
    <form
      className={styles['actions']}
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      {problem && <span className={styles['problem']}>{problem}</span>}
      {asksBudget && (
        <>
          <NumberField label={t('budget')} none={t('budgetAuto')} typed={budget} type={setBudget} />
          <NumberField label={t('perItem')} none={t('perItemNone')} typed={perItem} type={setPerItem} />
        </>
      )}
      {asksVoter && (
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={isByOrganisation}
            onChange={(event) => setByOrganisation(event.currentTarget.checked)}
          />
          {t('voter')}
        </label>
      )}
      <button type="submit" className={styles['primary']} disabled={busy}>
        {t(again ? 'openAgain' : 'openNow')}
      </button>
    </form>
  )
}

/** A number that may be left out; `none` says what holds then. */
function NumberField({
  label,
  none,
  typed,
  type,
}: {
  label: string
  none: string
  typed: string
  type(text: string): void
}) {
  const id = useId()
  return (
    <label htmlFor={id} className={styles['budget']}>
      {label}
      <input
        id={id}
        type="number"
        min={1}
        max={100}
        placeholder={none}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </label>
  )
}

/** A request that a button makes: whether it is on its way, and the sentence when it failed. */
function useRequest(request: () => Promise<unknown>) {
  const { t } = useTranslation('ballots')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = () => {
    setBusy(true)
    setProblem(null)
    request()
      .catch((error: unknown) => setProblem(errorText(error, t)))
      .finally(() => setBusy(false))
  }
  return { run, busy, problem }
}
