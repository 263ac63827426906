import type { BallotLine, OpenBallot } from '@tablee/board/content'
import type { Cast, ProxyBallot } from '@tablee/contract'
import { Fragment, type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { putProxy, readProxies, removeProxy } from '../api/ballots.ts'
import { newRequestId } from '../api/request-id.ts'
import { errorText } from '../ui/error-text.ts'
import styles from './ballots.module.css'
import { leftToGive } from './proxy-votes.ts'

interface ProxyVotesProps {
  boardId: string
  ballot: OpenBallot
  /** `ballotLines` of the zone. */
  lines: readonly BallotLine[]
}

/** For who leads: the voices of people in the room who have no device, counted together. */
export function ProxyVotes({ boardId, ballot, lines }: ProxyVotesProps): ReactNode {
  const { t } = useTranslation('ballots')
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles['proxies']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('proxies.title')}</summary>
      {isOpen && <Proxies boardId={boardId} ballot={ballot} lines={lines} />}
    </details>
  )
}

function Proxies({ boardId, ballot, lines }: ProxyVotesProps): ReactNode {
  const { t } = useTranslation('ballots')
  const [kept, setKept] = useState<readonly ProxyBallot[]>([])
  const [changed, setChanged] = useState<ProxyBallot>(newProxy)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const leave = new AbortController()
    readProxies(boardId, ballot.id, leave.signal)
      .then(({ proxies }) => setKept(proxies))
      .catch((error: unknown) => !leave.signal.aborted && setProblem(errorText(error, t)))
    return () => leave.abort()
  }, [boardId, ballot.id, t])
  const ask = async (request: ReturnType<typeof putProxy>) => {
    try {
      setKept((await request).proxies)
      setChanged(newProxy())
      setProblem(null)
    } catch (error) {
      setProblem(errorText(error, t))
    }
  }
  return (
    <>
      <p>{t('proxies.hint')}</p>
      {kept.length > 0 && (
        <ul className={styles['given']}>
          {kept.map((proxy) => (
            <li key={proxy.id}>
              <span>{t('proxies.kept', { voices: t('proxies.said', { count: proxy.voices }) })}</span>
              <button type="button" className={styles['button']} onClick={() => setChanged(proxy)}>
                {t('proxies.change')}
              </button>
              <button
                type="button"
                className={styles['button']}
                onClick={() => void ask(removeProxy(boardId, ballot.id, proxy.id))}
              >
                {t('proxies.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ProxyForm
        key={changed.id}
        proxy={changed}
        ballot={ballot}
        lines={lines}
        isKept={kept.some(({ id }) => id === changed.id)}
        onKeep={(proxy) => void ask(putProxy(boardId, ballot.id, proxy))}
        onCancel={() => setChanged(newProxy())}
      />
      {problem && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </>
  )
}

interface ProxyFormProps {
  proxy: ProxyBallot
  ballot: OpenBallot
  lines: readonly BallotLine[]
  isKept: boolean
  onKeep(proxy: ProxyBallot): void
  onCancel(): void
}

function ProxyForm({ proxy, ballot, lines, isKept, onKeep, onCancel }: ProxyFormProps): ReactNode {
  const { t } = useTranslation('ballots')
  const id = useId()
  const [voices, setVoices] = useState(proxy.voices)
  const [votes, setVotes] = useState<Cast>(proxy.votes)
  const left = leftToGive(ballot, voices, votes)
  const give = (key: string, value: number) => {
    const { [key]: _, ...others } = votes
    setVotes(value > 0 ? { ...others, [key]: value } : others)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onKeep({ id: proxy.id, voices, votes })
      }}
    >
      <label htmlFor={id} className={styles['budget']}>
        {t('proxies.voices')}
        <input
          id={id}
          type="number"
          min={1}
          max={500}
          required
          value={voices || ''}
          onChange={({ currentTarget }) => setVoices(currentTarget.valueAsNumber || 0)}
        />
      </label>
      <ul className={styles['lines']}>
        {lines.map(({ key, label, group }, at) => (
          <Fragment key={key}>
            {group !== null && group !== lines[at - 1]?.group && <li className={styles['zone']}>{group}</li>}
            <li>
              <span>{label}</span>
              <span className={styles['budget']}>
                <input
                  type="number"
                  min={0}
                  inputMode="numeric"
                  aria-label={t('proxies.forLine', { line: label })}
                  value={votes[key] ?? ''}
                  placeholder="0"
                  onChange={({ currentTarget }) => give(key, currentTarget.valueAsNumber || 0)}
                />
              </span>
            </li>
          </Fragment>
        ))}
      </ul>
      <div className={styles['actions']}>
        <span role="status" className={left < 0 ? styles['problem'] : undefined}>
          {left < 0 ? t('proxies.over', { count: -left }) : t('proxies.left', { count: left })}
        </span>
        <button type="submit" className={styles['primary']} disabled={left < 0 || voices < 1}>
          {t(isKept ? 'proxies.change' : 'proxies.keep')}
        </button>
        {isKept && (
          <button type="button" className={styles['button']} onClick={onCancel}>
            {t('proxies.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}

function newProxy(): ProxyBallot {
  return { id: newRequestId(), voices: 1, votes: {} }
}
