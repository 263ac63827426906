import type { Lang } from '@tablee/board/content'
import type { RoomClientState } from '@tablee/sync/client'
import type { CloseReason } from '@tablee/sync/close-codes'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { endTyping } from '../canvas/hold-page.ts'
import { type LiveState, type Opening, openLive } from './live-board.ts'
import { type LightBoard, loadBoard } from './load-board.ts'

/** The board on its way or open; asked for again when the person may do more or less than the page last read. */
export function useLiveBoard(
  first: Opening,
  { board, person }: LightBoard,
  lang: Lang,
): { board: LightBoard['board']; state: LiveState } {
  const [now, setNow] = useState({ board, opening: first })
  const state = useSyncExternalStore(now.opening.subscribe, now.opening.state)
  useEffect(() => {
    const { client } = now.opening
    let isHere = true
    let wasInterrupted: CloseReason | undefined
    const checkRights = async () => {
      const again = await loadBoard(now.board.id)
      // Of a server that does not answer nothing is known; it holds to the new rights by itself.
      if (!isHere || again.kind !== 'board' || again.loaded.board.role === now.board.role) return
      isHere = false
      endTyping()
      now.opening.close()
      setNow({ board: again.loaded.board, opening: openLive({ board: again.loaded.board, person, lang }) })
    }
    const follow = ({ interrupted }: RoomClientState) => {
      if (interrupted === 'rights_changed' && wasInterrupted !== interrupted) void checkRights()
      wasInterrupted = interrupted
    }
    const stop = client.subscribe(follow)
    follow(client.state())
    return () => {
      isHere = false
      stop()
    }
  }, [now, person, lang])
  return { board: now.board, state }
}
