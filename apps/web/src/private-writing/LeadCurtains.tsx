import type { ZoneContent } from '@tablee/board/content'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drawCurtain, liftCurtain } from '../api/private-writing.ts'
import { errorText } from '../ui/error-text.ts'
import { curtainedZones, openZones, type PrivateBoard } from './private-desk.ts'
import styles from './private-writing.module.css'
import { ReviewNotes } from './ReviewNotes.tsx'

/** Below how many notes their writers can be guessed. */
const FEW = 3

/** What who leads does: draws curtains, reads anonymous notes before, reveals. */
export function LeadCurtains({ boardId, board }: { boardId: string; board: PrivateBoard }): ReactNode {
  const { t } = useTranslation('curtains')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const hanging = curtainedZones(board.zones)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(errorText(error, t))
    } finally {
      setBusy(false)
    }
  }
  const busy = { isBusy, run }
  return (
    <section className={styles['lead']} aria-labelledby="private-lead">
      <h3 id="private-lead">{t('lead.title')}</h3>
      {hanging.map((part) => (
        <HangingZone key={part.zone.id} boardId={boardId} part={part} board={board} {...busy} />
      ))}
      {hanging.length > 1 && <RevealAll boardId={boardId} {...busy} />}
      <DrawForm boardId={boardId} board={board} {...busy} />
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

interface Busy {
  isBusy: boolean
  run(work: () => Promise<unknown>): Promise<void>
}

function RevealAll({ boardId, isBusy, run }: Busy & { boardId: string }): ReactNode {
  const { t } = useTranslation('curtains')
  const [isAsked, setAsked] = useState(false)
  if (!isAsked)
    return (
      <button type="button" className={styles['button']} onClick={() => setAsked(true)}>
        {t('lead.revealAll')}
      </button>
    )
  return (
    <div className={styles['asked']}>
      <p>{t('lead.sureAll')}</p>
      <button
        type="button"
        className={styles['primary']}
        disabled={isBusy}
        onClick={() => void run(() => liftCurtain(boardId, null))}
      >
        {t('lead.revealAll')}
      </button>
      <button type="button" className={styles['button']} onClick={() => setAsked(false)}>
        {t('lead.notYet')}
      </button>
    </div>
  )
}

function HangingZone({
  boardId,
  part,
  board,
  isBusy,
  run,
}: Busy & { boardId: string; part: ZoneContent; board: PrivateBoard }): ReactNode {
  const { t } = useTranslation('curtains')
  const { zone, curtain } = part
  const [isAsked, setAsked] = useState(false)
  if (!curtain) return null
  const { id, hidden, anonymous } = curtain
  return (
    <div className={styles['hanging']}>
      <p>
        <strong>{zone.label[board.lang]}</strong> <span>{t('hidden', { count: hidden })}</span>{' '}
        <span className={styles['kind']}>{t(anonymous ? 'kind.anonymous' : 'kind.named')}</span>
      </p>
      {anonymous && <ReviewNotes boardId={boardId} curtainId={id} isReading={curtain.reading} />}
      {isAsked ? (
        <div className={styles['asked']}>
          <p>
            {t('lead.sure')} {anonymous && hidden < FEW ? t('lead.few') : ''}
          </p>
          <button
            type="button"
            className={styles['primary']}
            disabled={isBusy}
            onClick={() => void run(() => liftCurtain(boardId, zone.id))}
          >
            {t('lead.reveal')}
          </button>
          <button type="button" className={styles['button']} onClick={() => setAsked(false)}>
            {t('lead.notYet')}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className={styles['button']}
          aria-label={t('lead.revealZoneNamed', { zone: zone.label[board.lang] })}
          onClick={() => setAsked(true)}
        >
          {t('lead.revealZone')}
        </button>
      )}
    </div>
  )
}

function DrawForm({
  boardId,
  board,
  isBusy,
  run,
}: Busy & { boardId: string; board: PrivateBoard }): ReactNode {
  const { t } = useTranslation('curtains')
  const zones = openZones(board.zones)
  const [chosen, setChosen] = useState('')
  const [anonymous, setAnonymous] = useState(false)
  const zoneId = zones.some(({ zone }) => zone.id === chosen) ? chosen : (zones[0]?.zone.id ?? '')
  if (zones.length === 0) return null
  return (
    <form
      className={styles['draw']}
      onSubmit={(event) => {
        event.preventDefault()
        void run(() => drawCurtain(boardId, zoneId, anonymous))
      }}
    >
      <label className={styles['cell']}>
        <span>{t('lead.zone')}</span>
        <select value={zoneId} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          {zones.map(({ zone }) => (
            <option key={zone.id} value={zone.id}>
              {zone.label[board.lang]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={anonymous}
          onChange={({ currentTarget }) => setAnonymous(currentTarget.checked)}
        />
        <span>{t('lead.anonymous')}</span>
      </label>
      <button type="submit" className={styles['button']} disabled={isBusy}>
        {t('lead.draw')}
      </button>
    </form>
  )
}
