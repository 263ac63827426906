import type { RoomClient } from '@tablee/sync/client'
import {
  type ReactNode,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { boardPath, type LightView } from '../outline/page-address.ts'
import { calledAway, followWorkshop } from './follow-workshop.ts'
import classes from './workshop-call.module.css'

/** How long somebody who does nothing is told before she is brought along, in seconds. */
const COUNTDOWN_S = 10
/** How long what was just written may take to be saved before the page is left, in ms; it is kept on the device anyway. */
const SAVE_MAX_MS = 5_000

/** How often it is asked where somebody is expected who waits for her group, in ms. */
const ASK_EVERY_MS = 4_000

/** The board that is open, and how. */
export interface WorkshopCallProps {
  boardId: string
  doc: Y.Doc
  client: RoomClient
  view: LightView | 'canvas'
  /** Who leads is told, and never moved. */
  leads: boolean
}

/** Says where everybody is expected when that is not here. Whoever writes is left alone; the others are brought along. */
export function WorkshopCall({ boardId, doc, client, view, leads }: WorkshopCallProps): ReactNode {
  const { t } = useTranslation('workshops')
  const followed = useMemo(() => followWorkshop(doc), [doc])
  const fact = useSyncExternalStore(followed.subscribe, followed.get)
  const where = calledAway(fact)
  const [stayed, setStayed] = useState<number | null>(null)
  const [state, setState] = useState<'asked' | 'leaving' | 'waiting' | 'failed'>('asked')
  const revision = fact?.revision ?? 0
  const workshopId = fact?.workshopId ?? ''
  const isShown = where !== null && stayed !== revision

  const go = async () => {
    if (state !== 'waiting') setState('leaving')
    try {
      const to = await expectedPlace(workshopId)
      // who only visits groups has no plenary to go to: she stays in whichever she is in
      const isVisit = where === 'plenary' && to.boardId === to.groupBoardId
      if (to.boardId === boardId || isVisit) {
        // the others have a group: she is given one by who leads
        const isWaiting = where === 'groups' && !leads
        if (!isWaiting) setStayed(revision)
        setState(isWaiting ? 'waiting' : 'asked')
        return
      }
      if (state === 'waiting' && isTyping()) return setState('asked')
      await saved(client)
      location.assign(boardPath(to.boardId, view))
    } catch {
      // whoever waits is asked for again by itself
      if (state !== 'waiting') setState('failed')
    }
  }
  const left = useCountdown(isShown && !leads, revision, () => void go()) // it says by itself what failed
  const askAgain = useEffectEvent(() => void go()) // it says by itself what failed
  useEffect(() => {
    if (state !== 'waiting' || !isShown) return
    const timer = setInterval(() => askAgain(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [state, isShown])
  if (!isShown) return null
  return (
    <section className={classes.call} aria-label={t(`call.${where}`)}>
      <p className={classes.text} role="status">
        <strong>{t(`call.${where}`)}</strong>{' '}
        {state === 'failed'
          ? t('call.problem')
          : state === 'waiting'
            ? t('call.waiting')
            : left.kind === 'counting'
              ? t('call.moving', { count: left.seconds })
              : left.kind === 'typing'
                ? t('call.typing')
                : ''}
      </p>
      {state !== 'waiting' && (
        <button
          type="button"
          className={classes.main}
          disabled={state === 'leaving'}
          onClick={() => void go()} // it says by itself what failed
        >
          {t('call.join')}
        </button>
      )}
      <button type="button" className={classes.quiet} onClick={() => setStayed(revision)}>
        {t('call.stay')}
      </button>
    </section>
  )
}

type Countdown = { kind: 'none' } | { kind: 'typing' } | { kind: 'counting'; seconds: number }

/**
 * Counts down when a call comes while the page is open. Not for who is writing; any key, also Escape, stops it, and so
 * does going into a field.
 */
function useCountdown(isCalled: boolean, revision: number, onEnd: () => void): Countdown {
  const [left, setLeft] = useState<Countdown>({ kind: 'none' })
  const seen = useRef(revision)
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    const isNew = seen.current !== revision
    seen.current = revision
    setLeft({ kind: 'none' })
    // who opens a board in spite of a call has her reasons
    if (!isCalled || !isNew) return
    if (isTyping()) {
      setLeft({ kind: 'typing' })
      return
    }
    let seconds = COUNTDOWN_S
    setLeft({ kind: 'counting', seconds })
    const stop = () => {
      clearInterval(timer)
      removeEventListener('keydown', onKey, true)
      removeEventListener('focusin', onFocus, true)
    }
    const giveUp = () => {
      stop()
      setLeft({ kind: 'none' })
    }
    const onKey = () => giveUp()
    const onFocus = () => {
      if (isTyping()) giveUp()
    }
    const timer = setInterval(() => {
      seconds -= 1
      if (isTyping()) return giveUp()
      if (seconds > 0) return setLeft({ kind: 'counting', seconds })
      giveUp()
      end()
    }, 1_000)
    addEventListener('keydown', onKey, true)
    addEventListener('focusin', onFocus, true)
    return stop
  }, [isCalled, revision])
  return left
}

function isTyping(): boolean {
  const focused = document.activeElement
  return (
    focused instanceof HTMLElement &&
    (focused.isContentEditable || focused.matches('input, textarea:not([readonly]), select'))
  )
}

/** Asked of the server: who was not placed is placed by it. */
async function expectedPlace(workshopId: string): Promise<{ boardId: string; groupBoardId: string | null }> {
  const answer = await fetch(`/api/workshops/${workshopId}/arrive`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const body: unknown = await answer.json()
  if (!answer.ok || typeof body !== 'object' || body === null || !('boardId' in body))
    throw new Error('the server did not say where')
  const groupBoardId = 'groupBoardId' in body ? body.groupBoardId : null
  return {
    boardId: String(body.boardId),
    groupBoardId: typeof groupBoardId === 'string' ? groupBoardId : null,
  }
}

function saved(client: RoomClient): Promise<unknown> {
  return Promise.race([client.flushed(), new Promise((resolve) => setTimeout(resolve, SAVE_MAX_MS))])
}
