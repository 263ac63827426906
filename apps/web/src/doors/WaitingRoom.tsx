import '../canvas/board-page.css'
import '../canvas/board-header.css'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoardHeader } from '../canvas/BoardHeader.tsx'
import { BoardNotice } from '../canvas/BoardNotice.tsx'
import { type DoorCode, type Knocked, knock } from './knock.ts'

/** How often the page asks whether she is let in, in ms: those who lead see that somebody is still there. */
const KNOCK_EVERY_MS = 3_000

const AT_FIRST: Readonly<Record<DoorCode, Knocked>> = {
  door_locked: 'waiting',
  door_refused: 'refused',
  door_removed: 'removed',
}

interface WaitingRoomProps {
  boardId: string
  /** What the server answered when she wanted in. */
  code: DoorCode
}

/** What stands in the place of a board whose door is closed: says why, and opens by itself when she is let in. */
export function WaitingRoom({ boardId, code }: WaitingRoomProps): ReactNode {
  const { t } = useTranslation('doors')
  const [state, setState] = useState<Knocked>(AT_FIRST[code])
  const ask = useEffectEvent(async () => {
    const answer = await knock(boardId)
    if (answer === 'open') location.reload()
    else if (answer) setState(answer)
  })
  useEffect(() => {
    void ask() // of a server that does not answer nothing is known: the next time it may
    const timer = setInterval(() => void ask(), KNOCK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const shown = state === 'open' ? 'waiting' : state
  useEffect(() => {
    document.title = `${t(`${shown}.title`)} · Tablée`
  }, [t, shown])
  return (
    <div className="board-page light-page">
      <BoardHeader title="Tablée" backHref="/" />
      <BoardNotice title={t(`${shown}.title`)} text={t(`${shown}.text`)}>
        <a className="board-button" href="/">
          {t('away')}
        </a>
      </BoardNotice>
    </div>
  )
}
